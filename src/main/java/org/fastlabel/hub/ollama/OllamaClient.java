package org.fastlabel.hub.ollama;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fastlabel.api.Conflict;
import org.fastlabel.hub.connections.Address;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.hub.connections.Request;
import org.fastlabel.hub.connections.Response;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.jobs.RetryLater;

/** Speaks with one server of Ollama. A model that is not there is never fetched. Safe from any thread. */
final class OllamaClient {

    /** What is quick on a server that is up. */
    private static final Duration QUICK = Duration.ofSeconds(5);
    /** How long the server itself waits for a model to be loaded. */
    private static final Duration LOADING = Duration.ofMinutes(5);
    private static final String KEEP_ALIVE = "10m";
    private static final long MAX_ANSWER = 8L << 20;

    private final Outbound out;
    private final Address address;
    private final Duration timeout;
    private final RetryPolicy<Response> backOff;

    /** @param timeout of one answer @param firstWait before a busy server is asked again; then twice as long each time */
    OllamaClient(Outbound out, Address address, Duration timeout, Duration firstWait) {
        this.out = out;
        this.address = address;
        this.timeout = timeout;
        this.backOff = RetryPolicy.<Response>builder().handleIf(e -> e instanceof TryLater t && t.outsideStatus() == 503 && t.after() == null)
                .withMaxAttempts(5).withBackoff(firstWait, firstWait.multipliedBy(16)).withJitter(0.3).build();
    }

    /** An installed model. @param digest changes when the same name is fetched anew; empty when the server does not say */
    record Model(String name, String digest) {

        /** A name without a tag means {@code :latest}. */
        boolean called(String wanted) {
            return name.equals(wanted) || name.equals(wanted + ":latest") || wanted.equals(name + ":latest");
        }
    }

    /** What one request asks. @param options of the model @param images base64 @param think null where the model does not think aloud */
    record Question(String model, List<JsonObject> messages, JsonObject format, JsonObject options, List<String> images, Boolean think) {
    }

    Address address() {
        return address;
    }

    String version() {
        return quick("/api/version").getString("version", "?");
    }

    List<Model> models() {
        List<Model> models = new ArrayList<>();
        if (quick("/api/tags").get("models") instanceof JsonArray list) {
            for (JsonValue value : list) {
                if (value instanceof JsonObject model && model.get("name") instanceof JsonString name) {
                    models.add(new Model(name.getString(), model.get("digest") instanceof JsonString d ? d.getString() : ""));
                }
            }
        }
        return models;
    }

    private JsonObject quick(String path) {
        try {
            return out.send(Request.get(address, path).within(QUICK).repeat(false)).object();
        } catch (Refused e) {
            throw notOllama(e);
        }
    }

    /** @throws Conflict with code {@code model-missing}, which says what is installed and how to get the model */
    Model model(String wanted) {
        List<Model> models = models();
        return models.stream().filter(m -> m.called(wanted)).findFirst().orElseThrow(() -> missing(wanted, models));
    }

    private Conflict missing(String wanted, List<Model> models) {
        String installed = models.isEmpty() ? "No model is installed there." : "Installed there: "
                + models.stream().limit(20).map(Model::name).collect(Collectors.joining(", ")) + ".";
        return new Conflict("model-missing", "The model " + wanted + " is not installed at " + address.place() + ". " + installed
                + " To get it, run there: ollama pull " + wanted + ". Or choose another one under Connections.");
    }

    /** What a model can do, such as {@code vision} and {@code thinking}; empty where the server does not say. */
    Optional<Set<String>> capabilities(String model) {
        JsonObject shown;
        try {
            shown = out.send(Request.post(address, "/api/show", Json.createObjectBuilder().add("model", model).build()).within(QUICK)
                    .repeat(true)).object();
        } catch (Refused e) {
            throw e.outsideStatus() == 404 ? missing(model, models()) : notOllama(e);
        }
        if (!(shown.get("capabilities") instanceof JsonArray list)) {
            return Optional.empty();
        }
        Set<String> capabilities = new HashSet<>();
        list.forEach(value -> capabilities.add(value instanceof JsonString s ? s.getString() : ""));
        return Optional.of(capabilities);
    }

    /** Has the model loaded, which may take minutes; what is asked next is then answered in its own time. */
    void warmUp(String model, JsonObject options) {
        JsonObject body = Json.createObjectBuilder().add("model", model).add("messages", JsonValue.EMPTY_JSON_ARRAY).add("stream", false)
                .add("keep_alive", KEEP_ALIVE).add("options", options).build();
        try {
            Reply.read(send(body, timeout.compareTo(LOADING) > 0 ? timeout : LOADING));
        } catch (Refused e) {
            throw e.outsideStatus() == 404 ? missing(model, models()) : e.outsideStatus() == 400
                    ? new Conflict("model-unfit", "The model " + model + " cannot be asked for labels. " + e.detail()) : notOllama(e);
        } catch (Reply.Missing e) {
            throw new Conflict("model-not-loaded", "The model " + model + " could not be loaded at " + address.place() + ": "
                    + e.getMessage() + ". Its log says more; a smaller model may fit.");
        }
    }

    /**
     * Asks once.
     *
     * @throws Reply.Missing when this one question got no answer, though others may
     * @throws TryLater when the server cannot be asked at present, or failed at this; {@link Conflict} when it never will answer
     */
    Reply ask(Question question) throws Reply.Missing {
        JsonObjectBuilder body = Json.createObjectBuilder().add("model", question.model()).add("messages", messages(question))
                .add("stream", false).add("format", question.format()).add("options", question.options()).add("keep_alive", KEEP_ALIVE)
                // Else a text that is too long is cut without a word.
                .add("truncate", false).add("logprobs", true).add("top_logprobs", 20);
        if (question.think() != null) {
            body.add("think", question.think());
        }
        try {
            return Reply.read(send(body.build(), timeout));
        } catch (Refused e) {
            if (e.outsideStatus() == 400 || e.outsideStatus() == 413) {
                throw new Reply.Missing(e.detail());
            }
            throw e.outsideStatus() == 404 ? missing(question.model(), models()) : notOllama(e);
        }
    }

    private static JsonArray messages(Question question) {
        var messages = Json.createArrayBuilder();
        for (JsonObject message : question.messages()) {
            boolean last = message == question.messages().get(question.messages().size() - 1);
            messages.add(last && !question.images().isEmpty()
                    ? Json.createObjectBuilder(message).add("images", Json.createArrayBuilder(question.images())).build() : message);
        }
        return messages.build();
    }

    private String send(JsonObject body, Duration within) {
        Request request = Request.post(address, "/api/chat", body).within(within).atMost(MAX_ANSWER).repeat(false);
        try {
            return Failsafe.with(backOff).get(() -> out.send(request)).text();
        } catch (FailsafeException e) {
            // Interrupted while it waited: the job is cancelled or stops.
            Thread.currentThread().interrupt();
            throw new RetryLater("interrupted", "Waiting for " + address.place() + " was interrupted.", null);
        }
    }

    private Conflict notOllama(Refused e) {
        boolean locked = e.outsideStatus() == 401 || e.outsideStatus() == 403;
        return new Conflict(locked ? "ollama-locked" : "not-ollama", locked
                ? "What answers at " + address.place() + " wants a login that FastLabel does not have. Give the address of Ollama itself, or let this machine in."
                : "What answers at " + address.place() + " is not Ollama. " + e.detail() + " Check the address under Connections.");
    }
}
