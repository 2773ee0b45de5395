package org.fastlabel.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the person configured: environment variables {@code FASTLABEL_…}; a system property of the same meaning
 * ({@code FASTLABEL_DATA_ROOTS} is {@code fastlabel.data.roots}) wins over the variable. Read anew on every call.
 */
public final class Settings {

    /** {@link #textModel}: the sentence model that comes with the program. */
    public static final String SENTENCE_MODEL = "sentence";
    /** {@link #textModel}: the text tower of the CLIP checkpoint. */
    public static final String CLIP_MODEL = "clip";

    private Settings() {
    }

    /** Where everything is kept that outlives the process. Default {@code ~/.fastlabel}. */
    public static Path home() {
        return Path.of(value("FASTLABEL_HOME").orElse(System.getProperty("user.home") + "/.fastlabel"))
                .toAbsolutePath().normalize();
    }

    public static String host() {
        return value("FASTLABEL_HOST").orElse("127.0.0.1");
    }

    public static int port() {
        return number("FASTLABEL_PORT", 8008, 1, 65535);
    }

    /** Folders below which data may be read; separated as in PATH. Default: the person's home folder. */
    public static List<Path> dataRoots() {
        List<Path> roots = new ArrayList<>();
        for (String root : value("FASTLABEL_DATA_ROOTS").orElse(System.getProperty("user.home"))
                .split(java.io.File.pathSeparator)) {
            if (!root.isBlank()) {
                roots.add(Path.of(root.trim()).toAbsolutePath().normalize());
            }
        }
        return roots;
    }

    /** {@code auto}, {@code cpu}, {@code mps}, {@code cuda} or {@code cuda:n}. */
    public static String device() {
        return value("FASTLABEL_DEVICE").orElse("auto");
    }

    /** {@code auto}, {@code float32}, {@code bfloat16} or {@code float16}. */
    public static String precision() {
        return value("FASTLABEL_PRECISION").orElse("auto");
    }

    /** A checkpoint folder to use instead of the embedded one. */
    public static Optional<Path> checkpoint() {
        return value("FASTLABEL_CHECKPOINT").map(Path::of);
    }

    /** What {@code FASTLABEL_CHECKPOINT} says, as it was given: a folder, or {@code owner/name[@revision]} of the hub. */
    public static Optional<String> checkpointName() {
        return value("FASTLABEL_CHECKPOINT").map(String::strip);
    }

    /** Where the hub answers, without a slash at the end; a mirror may be named. */
    public static URI hubEndpoint() {
        String text = value("HF_ENDPOINT").orElse("https://huggingface.co").strip().replaceAll("/+$", "");
        try {
            URI uri = new URI(text);
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null
                    && uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Refused below, with the same words as an address of another kind.
        }
        throw new InvalidInput("bad-setting", "HF_ENDPOINT is \"" + text + "\"; it must be an address such as https://huggingface.co.");
    }

    /** Shown to the hub, and to nobody else. */
    public static Optional<String> hubToken() {
        Optional<String> token = value("HF_TOKEN").map(String::strip);
        if (token.filter(t -> !t.matches("[\\x21-\\x7e]+")).isPresent()) {
            throw new InvalidInput("bad-setting", "HF_TOKEN must be one word of plain letters, digits and signs.");
        }
        return token;
    }

    /** Whether the hub must not be asked for anything. */
    public static boolean hubOffline() {
        return value("HF_HUB_OFFLINE").map(t -> List.of("1", "on", "yes", "true").contains(t.strip().toLowerCase(Locale.ROOT)))
                .orElse(false);
    }

    /** The cache that other programs fill; it need not exist. */
    public static Path hubCache() {
        return value("HF_HUB_CACHE").map(Path::of).orElseGet(() -> value("HF_HOME").map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "huggingface")).resolve("hub"))
                .toAbsolutePath().normalize();
    }

    /** A variable that other programs read too, in capitals or in small letters: {@code HTTPS_PROXY}, {@code NO_PROXY}. */
    public static Optional<String> shared(String name) {
        return value(name).or(() -> Optional.ofNullable(System.getenv(name.toLowerCase(Locale.ROOT))).filter(t -> !t.isBlank()));
    }

    /** What embeds texts: {@link #SENTENCE_MODEL}, {@link #CLIP_MODEL}, or the folder of another sentence model. */
    public static String textModel() {
        return value("FASTLABEL_TEXT_MODEL").orElse(SENTENCE_MODEL).trim();
    }

    /** {@code auto}: fetch the CelebA sheet in the background; {@code off}: never; otherwise a local copy of the sheet. */
    public static String celeba() {
        return value("FASTLABEL_CELEBA").orElse("auto");
    }

    /** A file with a linear head over picture embeddings that says how well a picture looks. */
    public static Optional<Path> aestheticHead() {
        return value("FASTLABEL_AESTHETIC_HEAD").map(Path::of);
    }

    /** How many submits can be taken back. */
    public static int undoSteps() {
        return number("FASTLABEL_UNDO_STEPS", 3, 0, 50);
    }

    /** Required of every call as soon as the server listens on more than loopback. */
    public static Optional<String> token() {
        return value("FASTLABEL_TOKEN");
    }

    /** What this process does: serve pages ({@code web}), run jobs ({@code worker}), or both ({@code all}). */
    public static Role role() {
        String text = value("FASTLABEL_ROLE").orElse("all").strip().toUpperCase(Locale.ROOT);
        try {
            return Role.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("bad-setting", "FASTLABEL_ROLE must be web, worker or all.");
        }
    }

    /** See {@link #role}. */
    public enum Role { WEB, WORKER, ALL }

    /** {@code jdbc:postgresql://…} when a PostgreSQL keeps the tables; empty for the embedded database. */
    public static Optional<String> databaseUrl() {
        return value("FASTLABEL_DB_URL").map(String::strip).or(() -> value("POSTGRES_HOST").map(host -> "jdbc:postgresql://" + host.strip()
                + ":" + number("POSTGRES_PORT", 5432, 1, 65535) + "/" + value("POSTGRES_DB").orElse("fastlabel")));
    }

    public static String databaseUser() {
        return value("POSTGRES_USER").orElse("fastlabel");
    }

    public static String databasePassword() {
        return value("POSTGRES_PASSWORD").orElse("");
    }

    /** Signs access tokens; without it a key is made at the first start and kept in the home. */
    public static Optional<String> jwtSecret() {
        return value("JWT_SECRET");
    }

    public static Duration jwtLife() {
        return Duration.ofMinutes(number("JWT_EXPIRE_MINUTES", 120, 1, 60 * 24 * 365));
    }

    /** The first administrator's password where there is no demonstration account: on any address but loopback. */
    public static Optional<String> adminPassword() {
        return value("FASTLABEL_ADMIN_PASSWORD");
    }

    /** As the operator gave it, and therefore trusted; the page may name another one. */
    public static Optional<String> labelStudioUrl() {
        return value("LS_BASE_URL").map(String::strip);
    }

    public static Optional<String> labelStudioToken() {
        return value("LS_API_TOKEN").map(String::strip);
    }

    public static Optional<Long> labelStudioProject() {
        return value("LS_PROJECT_ID").map(text -> (long) number("LS_PROJECT_ID", 0, 1, Integer.MAX_VALUE));
    }

    public static Optional<String> ollamaUrl() {
        return value("OLLAMA_BASE_URL").map(String::strip);
    }

    public static String ollamaModel() {
        return value("OLLAMA_MODEL").orElse("llama3.2:1b").strip();
    }

    /** How long one answer may take. */
    public static Duration ollamaTimeout() {
        return Duration.ofSeconds(number("OLLAMA_TIMEOUT", 120, 1, 3600));
    }

    /** How many requests Ollama gets at once; it works on one unless its own OLLAMA_NUM_PARALLEL says more. */
    public static int ollamaParallel() {
        return number("FASTLABEL_OLLAMA_PARALLEL", 2, 1, 32);
    }

    /** How often a model without log probabilities is asked for its opinion of an item; 0: once, and it writes its confidence itself. */
    public static int ollamaSamples() {
        return number("FASTLABEL_OLLAMA_SAMPLES", 5, 0, 50);
    }

    /** Whether each item is judged with the labels in both orders, which evens out a liking for the first one and takes twice as long. */
    public static boolean ollamaBothOrders() {
        return number("FASTLABEL_OLLAMA_BOTH_ORDERS", 0, 0, 1) == 1;
    }

    /** Tokens that words, item and answer may have together. Another number than before has the model loaded anew. */
    public static int ollamaContext() {
        return number("FASTLABEL_OLLAMA_CONTEXT", 4096, 512, 1_000_000);
    }

    /** Hosts (names, or host:port) that an address typed into a page may point to. Addresses of the environment need none. */
    public static List<String> allowedHosts() {
        return value("FASTLABEL_ALLOWED_HOSTS").map(text -> Arrays.stream(text.split("[,\\s]+")).filter(t -> !t.isBlank())
                .map(t -> t.toLowerCase(Locale.ROOT)).toList()).orElse(List.of());
    }

    /** How others reach this server, for the addresses of pictures and sounds in Label Studio; without a slash at the end. */
    public static Optional<String> publicUrl() {
        return value("FASTLABEL_PUBLIC_URL").map(text -> text.strip().replaceAll("/+$", ""));
    }

    /** For how many days a signed address opens its picture or sound. */
    public static int mediaDays() {
        return number("FASTLABEL_MEDIA_DAYS", 365, 1, 36_500);
    }

    private static int number(String name, int fallback, int least, int most) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int n = Integer.parseInt(text.get().trim());
            if (n >= least && n <= most) {
                return n;
            }
        } catch (NumberFormatException e) {
            // Refused below, with the same words as a number out of range.
        }
        throw new InvalidInput("bad-setting", name + " is \"" + text.get() + "\"; it must be a whole number from " + least
                + " to " + most + ".");
    }

    private static Optional<String> value(String name) {
        String property = System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'));
        String text = property != null ? property : System.getenv(name);
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }
}
