package org.fastlabel.hub.ollama;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.hub.Opinion;

/** Asks one model about one item at a time, as often as it takes to know how sure it is. Safe from any thread. */
final class Interview {

    private static final int LONGEST_KEPT = 500;
    private static final String CUT = "length";
    private static final double MOST_WRITTEN = 0.99;

    private final OllamaClient client;
    private final String model;
    private final Boolean think;
    private final Prompt prompt;
    private final Manner manner;
    /** Seen once, it is not hoped for again: the first answer would be asked for in vain. */
    private volatile boolean withoutLogprobs;

    /** @param think false where the model would think aloud, else null */
    Interview(OllamaClient client, String model, Boolean think, Prompt prompt, Manner manner) {
        this.client = client;
        this.model = model;
        this.think = think;
        this.prompt = prompt;
        this.manner = manner;
    }

    /** What is to be judged. @param images base64; empty for a text */
    record Item(String text, List<String> images) {
    }

    /** One answer that has the right form. */
    private record Said(String content, AnswerForm.Read read, Reply reply) {
    }

    /** What one order of the labels gave. */
    private record View(Map<String, Double> probabilities, String how, JsonObject details) {
    }

    /** @throws Reply.Missing when the server gives no answer for this item @throws org.fastlabel.hub.connections.TryLater at present */
    Opinion about(Item item) throws Reply.Missing {
        try {
            List<String> order = prompt.labels();
            View first = view(item, order);
            if (!manner.bothOrders()) {
                return Opinion.of(first.probabilities, first.how, first.details);
            }
            List<String> turned = new ArrayList<>(order);
            Collections.reverse(turned);
            View second = view(item, turned);
            JsonObject details = Json.createObjectBuilder(first.details).add("orders", Json.createArrayBuilder()
                    .add(json(first.probabilities)).add(json(second.probabilities))).build();
            return Opinion.of(averaged(first.probabilities, second.probabilities), first.how, details);
        } catch (AnswerForm.Malformed e) {
            return Opinion.unusable(e.getMessage(), JsonObject.EMPTY_JSON_OBJECT);
        }
    }

    private static JsonObjectBuilder json(Map<String, Double> probabilities) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        probabilities.forEach(json::add);
        return json;
    }

    /** The mean of log odds, for any number of labels. */
    static Map<String, Double> averaged(Map<String, Double> a, Map<String, Double> b) {
        Map<String, Double> mean = new LinkedHashMap<>();
        double sum = 0;
        for (String label : a.keySet()) {
            double p = Math.sqrt(Math.max(1e-12, a.get(label)) * Math.max(1e-12, b.get(label)));
            mean.put(label, p);
            sum += p;
        }
        double all = sum;
        mean.replaceAll((label, p) -> p / all);
        return mean;
    }

    private View view(Item item, List<String> order) throws Reply.Missing, AnswerForm.Malformed {
        if (!withoutLogprobs) {
            Said said = said(item, order, manner.certain(1), false);
            if (said.reply.logprobs() != null) {
                Optional<LabelTokens.Weighed> weighed = LabelTokens.weigh(said.content, said.read.valueAt(), said.reply.logprobs(), prompt.labels());
                if (weighed.isPresent()) {
                    return weighed(said, weighed.get());
                }
            } else {
                withoutLogprobs = true;
            }
        }
        return manner.samples() > 0 ? sampled(item, order) : asked(item, order);
    }

    private View weighed(Said said, LabelTokens.Weighed weighed) {
        JsonObjectBuilder details = Json.createObjectBuilder().add("answer", kept(said.content)).add("covered", weighed.covered());
        if (!weighed.bounded().isEmpty()) {
            details.add("bounded", Json.createArrayBuilder(weighed.bounded()));
        }
        Map<String, Double> probabilities = weighed.probabilities();
        String likeliest = Opinion.of(probabilities, "", JsonObject.EMPTY_JSON_OBJECT).label();
        if (!likeliest.equals(said.read.label())) {
            // It said one thing and leant to another: half of what it seemed to know is not believed.
            details.add("disagrees", true);
            probabilities.replaceAll((label, p) -> p / 2 + 0.5 / probabilities.size());
        }
        return new View(probabilities, "logprobs", details.build());
    }

    /** Drawn several times; one more of each label is counted, so that few answers alike are no certainty. */
    private View sampled(Item item, List<String> order) throws Reply.Missing, AnswerForm.Malformed {
        Map<String, Integer> counts = new LinkedHashMap<>();
        prompt.labels().forEach(label -> counts.put(label, 0));
        AnswerForm.Malformed last = null;
        int usable = 0;
        String answer = "";
        for (int k = 1; k <= manner.samples(); k++) {
            try {
                Said said = once(item, order, manner.sampled(k), false);
                counts.merge(said.read.label(), 1, Integer::sum);
                answer = said.content;
                usable++;
            } catch (AnswerForm.Malformed e) {
                last = e;
            }
        }
        if (usable * 2 < manner.samples() || usable == 0) {
            throw last;
        }
        Map<String, Double> probabilities = new LinkedHashMap<>();
        double of = usable + counts.size();
        counts.forEach((label, n) -> probabilities.put(label, (n + 1) / of));
        JsonObjectBuilder details = Json.createObjectBuilder().add("answer", kept(answer)).add("samples", usable);
        return new View(probabilities, "samples", details.build());
    }

    /** As the model itself says: known to be too sure of itself, so it says little before it is calibrated. */
    private View asked(Item item, List<String> order) throws Reply.Missing, AnswerForm.Malformed {
        Said said = said(item, order, manner.certain(1), true);
        List<String> labels = prompt.labels();
        // Who is less sure than by chance has not understood the question; nobody is certain.
        double p = Math.min(MOST_WRITTEN, Math.max(said.read.confidence(), 1.0 / labels.size()));
        Map<String, Double> probabilities = new LinkedHashMap<>();
        labels.forEach(label -> probabilities.put(label, label.equals(said.read.label()) ? p : (1 - p) / (labels.size() - 1)));
        return new View(probabilities, "asked", Json.createObjectBuilder().add("answer", kept(said.content))
                .add("written", said.read.confidence()).build());
    }

    /** A malformed answer is asked for once more. */
    private Said said(Item item, List<String> order, JsonObject options, boolean asked) throws Reply.Missing, AnswerForm.Malformed {
        try {
            return once(item, order, options, asked);
        } catch (AnswerForm.Malformed e) {
            return once(item, order, Json.createObjectBuilder(options).add("seed", options.getInt("seed") + 1).build(), asked);
        }
    }

    private Said once(Item item, List<String> order, JsonObject options, boolean asked) throws Reply.Missing, AnswerForm.Malformed {
        OllamaClient.Question question = new OllamaClient.Question(model, prompt.messages(order, item.text(), asked),
                AnswerForm.schema(order, asked), options, item.images(), think);
        Reply reply = client.ask(question);
        if (reply.doneReason().equals(CUT)) {
            throw new AnswerForm.Malformed("the answer was cut off");
        }
        return new Said(reply.content(), AnswerForm.read(reply.content(), prompt.labels(), asked), reply);
    }

    private static String kept(String content) {
        return content.length() <= LONGEST_KEPT ? content : content.substring(0, LONGEST_KEPT);
    }
}
