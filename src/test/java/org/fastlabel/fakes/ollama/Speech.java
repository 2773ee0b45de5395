package org.fastlabel.fakes.ollama;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One answer on its way out: as lines, or as one object. */
final class Speech {

    private final HttpExchange exchange;
    private final Wish wish;
    private final boolean chat;
    private final boolean streams;
    private final boolean weighs;
    private OutputStream lines;

    Speech(HttpExchange exchange, Wish wish, boolean chat, boolean streams, boolean weighs) {
        this.exchange = exchange;
        this.wish = wish;
        this.chat = chat;
        this.streams = streams;
        this.weighs = weighs;
    }

    void say(Wish wish, Fault fault, boolean constrains, Tokens.Cut cut) throws IOException {
        List<String> labels = wish.labels().isEmpty() ? List.of("OK", "NG") : wish.labels();
        Map<String, Double> probabilities = Mind.judge(wish.item() + "#".repeat(wish.images()), labels);
        String chosen = Mind.choose(probabilities, number("temperature", 0.8), wish.options().getInt("seed", 7) ^ wish.item().hashCode());
        List<Tokens.Token> tokens;
        String reason = "stop";
        if (fault instanceof Fault.Says says) {
            tokens = Tokens.plain(says.text().replace("%s", chosen));
            reason = says.doneReason();
        } else if (wish.schema() == null || !constrains) {
            tokens = Tokens.plain("I would say that this is " + chosen + ".");
        } else {
            // As models do: sure of themselves, whatever they know.
            String sure = String.format(Locale.ROOT, ", \"confidence\": %.2f}", 0.9 + 0.1 * probabilities.get(chosen));
            tokens = Tokens.answer(probabilities, chosen, wish.confidence() ? sure : "}", cut);
        }
        int most = wish.options().getInt("num_predict", -1);
        if (most >= 0 && tokens.size() > most) {
            tokens = tokens.subList(0, most);
            reason = "length";
        }
        if (fault instanceof Fault.BrokenOff || fault instanceof Fault.Unfinished) {
            tokens = tokens.subList(0, Math.min(3, tokens.size()));
        }
        deliver(tokens, reason, fault);
    }

    private double number(String option, double usual) {
        return wish.options().containsKey(option) ? wish.options().getJsonNumber(option).doubleValue() : usual;
    }

    private void deliver(List<Tokens.Token> tokens, String reason, Fault fault) throws IOException {
        if (!streams && fault instanceof Fault.BrokenOff broken) {
            Http.json(exchange, 500, Json.createObjectBuilder().add("error", broken.error()).build());
            return;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        for (Tokens.Token token : tokens) {
            all.writeBytes(token.bytes());
            pending.writeBytes(token.bytes());
            if (streams) {
                String text = pending.toString(StandardCharsets.UTF_8);
                boolean whole = !text.contains("\ufffd");
                line(part(whole ? text : "", false).addAll(weights(List.of(token))).build());
                if (whole) {
                    pending.reset();
                }
            }
        }
        if (fault instanceof Fault.BrokenOff broken) {
            line(Json.createObjectBuilder().add("error", broken.error()).build());
            lines.close();
        } else if (fault instanceof Fault.Unfinished) {
            if (streams) {
                lines.close();
            } else {
                Http.json(exchange, 200, part(all.toString(StandardCharsets.UTF_8), false).build());
            }
        } else if (streams) {
            finish(reason);
        } else {
            Http.json(exchange, 200, last(part(all.toString(StandardCharsets.UTF_8), true), reason).addAll(weights(tokens)).build());
        }
    }

    void finish(String reason) throws IOException {
        JsonObject last = last(part("", true), reason).build();
        if (streams) {
            line(last);
            lines.close();
        } else {
            Http.json(exchange, 200, last);
        }
    }

    private void line(JsonObject part) throws IOException {
        if (lines == null) {
            exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
            exchange.sendResponseHeaders(200, 0);
            lines = exchange.getResponseBody();
        }
        lines.write((part + "\n").getBytes(StandardCharsets.UTF_8));
        lines.flush();
    }

    private JsonObjectBuilder part(String text, boolean done) {
        JsonObjectBuilder part = Json.createObjectBuilder().add("model", wish.model()).add("created_at", "2026-01-05T08:00:00.000000000Z");
        if (chat) {
            part.add("message", Json.createObjectBuilder().add("role", "assistant").add("content", text));
        } else {
            part.add("response", text);
        }
        return part.add("done", done);
    }

    private static JsonObjectBuilder last(JsonObjectBuilder part, String reason) {
        return part.add("done_reason", reason).add("total_duration", 123_456_789L).add("prompt_eval_count", 80).add("eval_count", 6);
    }

    private JsonObjectBuilder weights(List<Tokens.Token> tokens) {
        JsonObjectBuilder more = Json.createObjectBuilder();
        if (weighs) {
            JsonArrayBuilder list = Json.createArrayBuilder();
            new ArrayList<>(tokens).forEach(token -> list.add(token.toJson(wish.top())));
            more.add("logprobs", list);
        }
        return more;
    }
}
