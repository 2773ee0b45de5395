package org.fastlabel.hub.connections;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.Settings;
import org.fastlabel.hub.connections.KeptSettings.Kept;

/**
 * Which Label Studio and which Ollama. What the page says wins over the environment, until it is taken back there. A token belongs to the
 * address it was entered for: another address never gets it.
 */
@ApplicationScoped
public class Connections {

    public static final String PAGE = "page";
    public static final String ENVIRONMENT = "environment";

    private static final String LABEL_STUDIO = "label_studio";
    private static final String OLLAMA = "ollama";
    private static final int LONGEST_TOKEN = 8_000;
    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_TIMEOUT = 3600;

    /**
     * @param token    null when none is known @param project the usual project, or null
     * @param from     {@link #PAGE} or {@link #ENVIRONMENT}
     * @param trouble  for people: why the kept token cannot be used; or null
     */
    public record LabelStudio(Address address, String token, Long project, String from, String trouble) {

        /** A personal access token is exchanged for short-lived ones; it never goes along itself. */
        public boolean personalToken() {
            return token != null && PersonalToken.is(token);
        }

        @Override
        public String toString() {
            return "Label Studio at " + address + (token == null ? ", no token" : "");
        }
    }

    /** @param timeout of one answer */
    public record Ollama(Address address, String model, Duration timeout, String from) {
    }

    @Inject
    private KeptSettings kept;

    public Connections() {
        // For the container.
    }

    public Connections(KeptSettings kept) {
        this.kept = kept;
    }

    /** Empty when neither page nor environment names one. @throws InvalidInput when what they name cannot be used */
    public Optional<LabelStudio> labelStudio() {
        Optional<Address> own = Settings.labelStudioUrl().map(url -> AddressGuard.ofEnvironment("LS_BASE_URL", url));
        Optional<Kept> page = kept.find(LABEL_STUDIO);
        if (page.isEmpty()) {
            return own.map(a -> new LabelStudio(a, Settings.labelStudioToken().orElse(null), Settings.labelStudioProject().orElse(null), ENVIRONMENT, null));
        }
        Kept settings = page.get();
        Address address = address(settings.content().getString("base_url"), own);
        String token = settings.secret() != null || address.typed() ? settings.secret() : Settings.labelStudioToken().orElse(null);
        Long project = settings.content().isNull("project_id") ? null : settings.content().getJsonNumber("project_id").longValue();
        return Optional.of(new LabelStudio(address, token, project, PAGE, settings.unreadable()
                ? "The kept token was sealed with another key. Give all processes the same JWT_SECRET, or enter the token again." : null));
    }

    /** Empty when neither page nor environment names one. @throws InvalidInput when what they name cannot be used */
    public Optional<Ollama> ollama() {
        Optional<Address> own = Settings.ollamaUrl().map(url -> AddressGuard.ofEnvironment("OLLAMA_BASE_URL", url));
        Optional<Kept> page = kept.find(OLLAMA);
        if (page.isEmpty()) {
            return own.map(a -> new Ollama(a, Settings.ollamaModel(), Settings.ollamaTimeout(), ENVIRONMENT));
        }
        JsonObject settings = page.get().content();
        return Optional.of(new Ollama(address(settings.getString("base_url"), own), settings.getString("model"),
                Duration.ofSeconds(settings.getInt("timeout_seconds")), PAGE));
    }

    /** The operator's own address is trusted, whoever types it. */
    private static Address address(String text, Optional<Address> own) {
        return own.filter(a -> a.base().toString().equals(text)).orElseGet(() -> AddressGuard.typed(text, Settings.allowedHosts()));
    }

    private static String addressText(JsonObject body, Optional<Address> own) {
        String text = JsonBody.text(body, "base_url").map(String::strip).filter(t -> !t.isEmpty())
                .orElseThrow(() -> new InvalidInput("bad-address", "\"base_url\" is missing: the address, such as http://localhost:8080."));
        if (text.length() > LONGEST_ADDRESS) {
            throw new InvalidInput("bad-address", "An address has at most " + LONGEST_ADDRESS + " characters.");
        }
        return address(text.replaceAll("/+$", ""), own).base().toString();
    }

    /** @param body {@code base_url}; {@code token}: absent to keep the one of this address; {@code project_id} */
    public void chooseLabelStudio(JsonObject body, String by) {
        String address = addressText(body, Settings.labelStudioUrl().map(url -> AddressGuard.ofEnvironment("LS_BASE_URL", url)));
        Optional<String> token = JsonBody.text(body, "token").map(String::strip).filter(t -> !t.isEmpty());
        if (token.filter(t -> t.length() > LONGEST_TOKEN || !t.matches("[\\x21-\\x7e]+")).isPresent()) {
            throw new InvalidInput("bad-token", "A token is one word of plain letters, digits and signs. Copy it again, without what is around it.");
        }
        JsonValue project = body.getOrDefault("project_id", JsonValue.NULL);
        if (project != JsonValue.NULL && JsonBody.integer(project, "project_id") < 1) {
            throw new InvalidInput("bad-field", "\"project_id\" must be 1 or more.");
        }
        String secret = token.orElseGet(() -> kept.find(LABEL_STUDIO).filter(k -> k.content().getString("base_url").equals(address))
                .map(Kept::secret).orElse(null));
        kept.keep(LABEL_STUDIO, Json.createObjectBuilder().add("base_url", address).add("project_id", project).build(), secret, by);
    }

    public void chooseOllama(JsonObject body, String by) {
        String address = addressText(body, Settings.ollamaUrl().map(url -> AddressGuard.ofEnvironment("OLLAMA_BASE_URL", url)));
        String model = JsonBody.text(body, "model").map(String::strip).filter(t -> !t.isEmpty()).orElseGet(Settings::ollamaModel);
        if (model.length() > 200 || !model.matches("[\\x21-\\x7e]+")) {
            throw new InvalidInput("bad-model", "A model is one word, such as llama3.2:1b.");
        }
        long seconds = body.containsKey("timeout_seconds") ? JsonBody.integer(body.get("timeout_seconds"), "timeout_seconds") : Settings.ollamaTimeout().toSeconds();
        if (seconds < 1 || seconds > LONGEST_TIMEOUT) {
            throw new InvalidInput("bad-field", "\"timeout_seconds\" must be from 1 to " + LONGEST_TIMEOUT + ".");
        }
        kept.keep(OLLAMA, Json.createObjectBuilder().add("base_url", address).add("model", model).add("timeout_seconds", seconds).build(), null, by);
    }

    /** From now on as the environment says. */
    public void forgetLabelStudio() {
        kept.forget(LABEL_STUDIO);
    }

    public void forgetOllama() {
        kept.forget(OLLAMA);
    }

    /** Names this installation in what it leaves with others; the same for all processes of one database. */
    public String instance() {
        return kept.findOrKeep("instance", Json.createObjectBuilder().add("id", random(6)).build(), null).content().getString("id");
    }

    /** What Label Studio has to show when it tells of something; made at first need. */
    public String webhookSecret() {
        Kept secret = kept.findOrKeep("webhook", JsonValue.EMPTY_JSON_OBJECT, random(24));
        if (secret.secret() == null) {
            throw new InvalidInput("webhook-secret-unreadable", "The kept secret was sealed with another key. Give all processes the same JWT_SECRET, "
                    + "or make a new one by registering the webhook again.");
        }
        return secret.secret();
    }

    /** In the place of one that cannot be read any more. */
    public String usableWebhookSecret() {
        if (kept.find("webhook").filter(Kept::unreadable).isPresent()) {
            kept.forget("webhook");
        }
        return webhookSecret();
    }

    public boolean webhookSecretSet() {
        return kept.find("webhook").filter(k -> !k.unreadable()).isPresent();
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** As the page shows it. @param trouble what is wrong with the settings, or null */
    public JsonObject shownLabelStudio() {
        JsonObjectBuilder shown = Json.createObjectBuilder();
        try {
            Optional<LabelStudio> known = labelStudio();
            shown.add("base_url", known.map(k -> value(k.address().base().toString())).orElse(JsonValue.NULL))
                    .add("project_id", known.map(LabelStudio::project).map(p -> (JsonValue) Json.createValue(p)).orElse(JsonValue.NULL))
                    .add("token_set", known.filter(k -> k.token() != null).isPresent())
                    .add("token_kind", known.filter(k -> k.token() != null).map(k -> value(k.personalToken() ? "personal" : "legacy")).orElse(JsonValue.NULL))
                    .add("from", known.map(LabelStudio::from).orElse("none"));
            known.map(LabelStudio::trouble).ifPresent(t -> shown.add("trouble", t));
        } catch (InvalidInput e) {
            shown.add("base_url", JsonValue.NULL).add("project_id", JsonValue.NULL).add("token_set", false).add("token_kind", JsonValue.NULL)
                    .add("from", kept.find(LABEL_STUDIO).isPresent() ? PAGE : ENVIRONMENT).add("trouble", e.getMessage());
        }
        return shown.build();
    }

    public JsonObject shownOllama() {
        JsonObjectBuilder shown = Json.createObjectBuilder();
        try {
            Optional<Ollama> known = ollama();
            shown.add("base_url", known.map(k -> value(k.address().base().toString())).orElse(JsonValue.NULL))
                    .add("model", known.map(Ollama::model).orElseGet(Settings::ollamaModel))
                    .add("timeout_seconds", known.map(Ollama::timeout).orElseGet(Settings::ollamaTimeout).toSeconds())
                    .add("from", known.map(Ollama::from).orElse("none"));
        } catch (InvalidInput e) {
            shown.add("base_url", JsonValue.NULL).add("model", Settings.ollamaModel()).add("timeout_seconds", Settings.ollamaTimeout().toSeconds())
                    .add("from", kept.find(OLLAMA).isPresent() ? PAGE : ENVIRONMENT).add("trouble", e.getMessage());
        }
        return shown.build();
    }

    private static JsonValue value(String text) {
        return Json.createValue(text);
    }
}
