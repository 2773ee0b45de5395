package org.fastlabel.fakes.ollama;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An Ollama for tests: strict where the real one is, with the same silences. It answers by {@link Mind}, remembers what it was asked, and
 * lets things go wrong on demand. By hand: {@code main} with a port.
 */
public final class FakeOllama implements AutoCloseable {

    public static final String MODEL = "llama3.2:1b";
    public static final String VISION_MODEL = "gemma3:4b";
    public static final String THINKING_MODEL = "qwen3:8b";
    static final String VERSION = "0.32.1";

    static {
        // Else each answer waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** @param body null where there was none */
    public record Call(String method, String path, JsonObject body) {

        /** Whether it was to judge something. */
        public boolean judging() {
            return body != null && body.containsKey("format");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Model> models = new CopyOnWriteArrayList<>(List.of(
            new Model(MODEL, "baf6a787fdffd633537aa2eb51cfd54cb93ff08e28040095462bb63daf552878", Set.of("completion", "tools")),
            new Model(VISION_MODEL, "a2af6cc3eb7fa8be8504abaf9b04e88f17a119ec3f04a3addf55f92841195f5a", Set.of("completion", "vision")),
            new Model(THINKING_MODEL, "500a1f067a9f782620b40bee6f7b0c89e17ae61f686b92c24933e4ca4b2b8b41", Set.of("completion", "tools", "thinking"))));
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Mishaps mishaps = new Mishaps();
    private final Map<String, Integer> loaded = new ConcurrentHashMap<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final Set<HttpExchange> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mostWaiting = new AtomicInteger();
    private volatile Semaphore lanes = new Semaphore(1, true);
    private volatile int queue = 512;
    private volatile boolean logprobs = true;
    private volatile boolean constrains = true;
    private volatile boolean alwaysStreams;
    private volatile Tokens.Cut cut = Tokens.Cut.USUAL;
    private volatile Duration loading = Duration.ZERO;
    private volatile Duration thinking = Duration.ZERO;

    public FakeOllama() {
        this(0);
    }

    public FakeOllama(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** @param arguments port (11434), milliseconds per answer (0), {@code old} for a server without log probabilities */
    public static void main(String[] arguments) {
        FakeOllama fake = new FakeOllama(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11434);
        fake.thinking(Duration.ofMillis(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0));
        fake.logprobs(!List.of(arguments).contains("old"));
        System.out.println("OLLAMA_BASE_URL=" + fake.url() + "\nOLLAMA_MODEL=" + MODEL);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Call> calls() {
        return calls;
    }

    /** Requests to judge something. */
    public List<Call> judgings() {
        return calls.stream().filter(Call::judging).toList();
    }

    public int loads() {
        return loads.get();
    }

    /** The most requests that were here at once. */
    public int mostAtOnce() {
        return mostWaiting.get();
    }

    /** What goes wrong with the next answers, one each. */
    public void next(Fault... these) {
        mishaps.next(these);
    }

    /** Goes wrong with each item that has this in it. */
    public void spoil(String part, Fault fault) {
        mishaps.spoil(part, fault);
    }

    public void heal() {
        mishaps.heal();
    }

    /** Whether log probabilities are given when they are asked for; an old server says nothing of them. */
    public void logprobs(boolean given) {
        logprobs = given;
    }

    /** Whether a schema is kept to; a cloud model does as it likes. */
    public void constrains(boolean does) {
        constrains = does;
    }

    /** As a proxy that does not pass {@code "stream": false} on. */
    public void alwaysStreams(boolean does) {
        alwaysStreams = does;
    }

    public void cut(Tokens.Cut how) {
        cut = how;
    }

    public void loading(Duration time) {
        loading = time;
    }

    /** How long each answer takes. */
    public void thinking(Duration time) {
        thinking = time;
    }

    /** @param parallel answers at once @param most requests that may wait; further ones are refused */
    public void queue(int parallel, int most) {
        lanes = new Semaphore(parallel, true);
        queue = most;
    }

    public void install(Model model) {
        models.add(model);
    }

    public void remove(String name) {
        models.removeIf(m -> m.name().equals(name));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonObject body = parsed(text);
        calls.add(new Call(method, path, body));
        try {
            switch (method + " " + path) {
                case "GET /" -> Http.send(exchange, 200, "text/plain; charset=utf-8", "Ollama is running");
                case "GET /api/version" -> Http.json(exchange, 200, Json.createObjectBuilder().add("version", VERSION).build());
                case "GET /api/tags" -> {
                    var list = Json.createArrayBuilder();
                    models.forEach(m -> list.add(m.toJson()));
                    Http.json(exchange, 200, Json.createObjectBuilder().add("models", list).build());
                }
                case "POST /api/show" -> show(exchange, required(body));
                case "POST /api/chat" -> generate(exchange, required(body), true);
                case "POST /api/generate" -> generate(exchange, required(body), false);
                default -> Http.send(exchange, 404, "text/plain", "404 page not found");
            }
        } catch (Wish.Bad e) {
            Http.json(exchange, e.status, Json.createObjectBuilder().add("error", e.getMessage()).build());
        } catch (IOException e) {
            // The client has gone: nobody to tell.
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        } catch (RuntimeException e) {
            Http.json(exchange, 400, Json.createObjectBuilder().add("error", String.valueOf(e.getMessage())).build());
        }
    }

    private static JsonObject parsed(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue() instanceof JsonObject object ? object : null;
        } catch (JsonException e) {
            return null;
        }
    }

    private static JsonObject required(JsonObject body) {
        if (body == null) {
            throw new Wish.Bad(400, "missing request body");
        }
        return body;
    }

    private void show(HttpExchange exchange, JsonObject body) throws IOException {
        String name = body.getString("model", "");
        Model model = models.stream().filter(m -> m.called(name)).findFirst().orElseThrow(() -> new Wish.Bad(404, "model '" + name + "' not found"));
        var shown = Json.createObjectBuilder().add("details", model.details()).add("template", "{{ .Prompt }}");
        if (model.capabilities() != null) {
            shown.add("capabilities", Json.createArrayBuilder(model.capabilities()));
        }
        Http.json(exchange, 200, shown.build());
    }

    private void generate(HttpExchange exchange, JsonObject body, boolean chat) throws IOException, InterruptedException {
        Wish wish = Wish.of(body, chat, models);
        waiting.add(exchange);
        int here = waiting.size();
        mostWaiting.accumulateAndGet(here, Math::max);
        try {
            if (here > queue) {
                throw new Wish.Bad(503, "server busy, please try again.  maximum pending requests exceeded");
            }
            Semaphore mine = lanes;
            mine.acquire();
            try {
                load(wish);
                answer(exchange, wish, chat);
            } finally {
                mine.release();
            }
        } finally {
            waiting.remove(exchange);
        }
    }

    private void load(Wish wish) throws InterruptedException {
        int context = wish.options().getInt("num_ctx", 4096);
        if (wish.unload()) {
            loaded.remove(wish.model());
        } else if (!Integer.valueOf(context).equals(loaded.put(wish.model(), context))) {
            loads.incrementAndGet();
            Thread.sleep(loading.toMillis());
        }
    }

    private void answer(HttpExchange exchange, Wish wish, boolean chat) throws IOException, InterruptedException {
        Speech speech = new Speech(exchange, wish, chat, wish.stream() || alwaysStreams, logprobs && wish.logprobs());
        if (wish.messages().isEmpty()) {
            waiting.remove(exchange);
            speech.finish(wish.unload() ? "unload" : "load");
            return;
        }
        if (wish.messages().stream().mapToInt(String::length).sum() / 3 > wish.options().getInt("num_ctx", 4096) && !wish.truncate()) {
            throw new Wish.Bad(400, "the input length exceeds the context length");
        }
        Fault fault = mishaps.of(wish.item());
        Thread.sleep(thinking.toMillis());
        if (fault instanceof Fault.Late late) {
            Thread.sleep(late.by().toMillis());
        }
        // Before anything is sent: who is answered may ask again before this thread goes on.
        waiting.remove(exchange);
        if (fault instanceof Fault.Drop) {
            exchange.close();
            return;
        } else if (fault instanceof Fault.Status status) {
            if (status.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", status.retryAfter());
            }
            Http.send(exchange, status.status(), status.contentType(), status.body());
            return;
        }
        speech.say(wish, fault, constrains, cut);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
