package org.fastlabel.hub.labelstudio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.hub.connections.Connections;
import org.fastlabel.hub.connections.Connections.LabelStudio;
import org.fastlabel.hub.connections.Connections.Ollama;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.hub.connections.Request;
import org.fastlabel.hub.connections.TryLater;

/** Tries a connection step by step, and says at which one it ends and what to do. */
@ApplicationScoped
public class ConnectionCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    private Connections connections;
    @Inject
    private Outbound out;
    @Inject
    private AccessTokens tokens;

    public ConnectionCheck() {
        // For the container.
    }

    ConnectionCheck(Connections connections, Outbound out, AccessTokens tokens) {
        this.connections = connections;
        this.out = out;
        this.tokens = tokens;
    }

    /** The steps so far. */
    private static final class Steps {
        private final JsonArrayBuilder checks = Json.createArrayBuilder();
        private boolean ok = true;

        /** @return whether to go on */
        boolean step(String check, Supplier<String> work) {
            try {
                add(check, true, work.get(), null);
            } catch (Refused e) {
                add(check, false, e.detail(), e.advice());
            } catch (TryLater e) {
                add(check, false, e.detail(), e.advice());
            } catch (FastLabelException e) {
                add(check, false, e.getMessage(), null);
            }
            return ok;
        }

        void add(String check, boolean good, String detail, String advice) {
            ok &= good;
            checks.add(Json.createObjectBuilder().add("check", check).add("ok", good).add("detail", detail)
                    .add("advice", advice == null ? JsonValue.NULL : Json.createValue(advice)));
        }

        JsonObject json() {
            return Json.createObjectBuilder().add("ok", ok).add("checks", checks).build();
        }
    }

    public JsonObject labelStudio() {
        Steps steps = new Steps();
        LabelStudio[] known = new LabelStudio[1];
        if (!steps.step("address", () -> {
            known[0] = connections.labelStudio().orElseThrow(() -> new org.fastlabel.api.Conflict("no-label-studio",
                    "No address is known. Enter it here, or set LS_BASE_URL."));
            return known[0].address().toString();
        })) {
            return steps.json();
        }
        out.forgive(known[0].address());
        LabelStudioApi api = new LabelStudioApi(out, tokens, known[0]);
        if (!steps.step("reachable", () -> "Label Studio " + api.version() + " answers.") || !steps.step("token", () -> token(api, known[0]))) {
            return steps.json();
        }
        Long project = known[0].project();
        if (project == null) {
            steps.add("project", true, "No usual project is set; each data set has its own.", null);
        } else {
            JsonObject[] found = new JsonObject[1];
            if (steps.step("project", () -> {
                found[0] = api.project(project);
                return "Project " + project + ": " + found[0].getString("title", "");
            })) {
                labels(steps, found[0]);
            }
        }
        return steps.json();
    }

    private static String token(LabelStudioApi api, LabelStudio known) {
        try {
            return "The " + (known.personalToken() ? "personal access token" : "legacy token") + " belongs to " + api.whoami() + ".";
        } catch (Refused e) {
            if (e.code().equals(Refused.TOKEN) && !known.personalToken()) {
                throw new Refused(e.code(), e.outsideStatus(), e.detail(), "Legacy tokens are switched off in a new Label Studio: "
                        + "use a personal access token (Account & Settings there), or switch them on in its organization's settings.");
            }
            throw e;
        }
    }

    /** Whether there is anything to choose from; whether it is the right labels depends on the data set. */
    private static void labels(Steps steps, JsonObject project) {
        JsonObject parsed = project.get("parsed_label_config") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        List<JsonObject> choices = parsed.values().stream().filter(v -> v instanceof JsonObject o && "Choices".equals(o.getString("type", "")))
                .map(JsonValue::asJsonObject).toList();
        if (choices.isEmpty()) {
            steps.add("labels", false, "The project has nothing to choose a label from.", "Give its labeling configuration a <Choices> tag, or create a project here.");
        } else {
            steps.add("labels", true, "Labels there: " + choices.get(0).getJsonArray("labels"), null);
        }
    }

    public JsonObject ollama() {
        Steps steps = new Steps();
        Ollama[] known = new Ollama[1];
        if (!steps.step("address", () -> {
            known[0] = connections.ollama().orElseThrow(() -> new org.fastlabel.api.Conflict("no-ollama", "No address is known. Enter it here, or set OLLAMA_BASE_URL."));
            return known[0].address().toString();
        })) {
            return steps.json();
        }
        out.forgive(known[0].address());
        if (steps.step("reachable", () -> "Ollama " + get(known[0], "/api/version").getString("version", "of an unknown version") + " answers.")) {
            steps.step("model", () -> model(known[0]));
        }
        return steps.json();
    }

    private JsonObject get(Ollama known, String path) {
        return out.send(Request.get(known.address(), path).within(PATIENCE).repeat(false)).object();
    }

    private String model(Ollama known) {
        List<String> names = get(known, "/api/tags").getJsonArray("models").getValuesAs(JsonObject.class).stream().map(m -> m.getString("name", "")).toList();
        String wanted = known.model().contains(":") ? known.model() : known.model() + ":latest";
        if (!names.contains(wanted)) {
            throw new Refused(Refused.NOT_FOUND, 404, "The model " + known.model() + " is not installed there"
                    + (names.isEmpty() ? "; no model is." : "; these are: " + String.join(", ", names.subList(0, Math.min(10, names.size()))) + "."),
                    "Run: ollama pull " + known.model());
        }
        return known.model() + " is installed.";
    }
}
