package org.fastlabel.fakes.ls;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Label Studio for tests: strict where the real one (1.22) is strict, and lax where it is lax; the project's notes on its HTTP API say
 * what was seen. Records each call and lets things go wrong on demand. By hand: {@code main} with a port.
 */
public final class FakeLabelStudio implements AutoCloseable {

    static {
        // Else it waits 40 ms with each answer; read when the first server is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final String VERSION = "1.22.0.dev0";

    /** @param path regular expression for the path without the base path @param skip so many calls pass before */
    private static final class Rule {
        private final String method;
        private final String path;
        private final Fault fault;
        private int skip;
        private int times;

        private Rule(String method, String path, Fault fault, int skip, int times) {
            this.method = method;
            this.path = path;
            this.fault = fault;
            this.skip = skip;
            this.times = times;
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String basePath;
    private final Tokens tokens;
    private final Routes routes;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    public FakeLabelStudio() {
        this(0, "", Clock.systemUTC());
    }

    /** @param port 0 for any @param basePath e.g. {@code /label-studio}, or empty */
    public FakeLabelStudio(int port, String basePath, Clock clock) {
        this.basePath = basePath;
        this.tokens = new Tokens(clock);
        this.routes = new Routes(tokens, new Store(clock));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static void main(String[] arguments) {
        FakeLabelStudio fake = new FakeLabelStudio(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8990, "", Clock.systemUTC());
        fake.allowLegacy(true);
        long project = fake.store().create("Demo", Store.TEXTS);
        System.out.println("LS_BASE_URL=" + fake.url() + "\nLS_API_TOKEN=" + fake.tokens().personal() + "\nLS_PROJECT_ID=" + project
                + "\nlegacy token: " + fake.tokens().legacy());
    }

    /** Without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + basePath;
    }

    public Tokens tokens() {
        return tokens;
    }

    /** What it holds; to be looked at and changed as its users would. */
    public Store store() {
        return routes.store();
    }

    public void allowLegacy(boolean on) {
        tokens.legacyOn = on;
    }

    public void accessLife(java.time.Duration life) {
        tokens.accessLife = life;
    }

    /** Answers imports as the hosted service does: at once, with the number of an import that goes on. */
    public void hosted(boolean on) {
        routes.hosted = on;
    }

    /** Leaves the new tasks' numbers out of the answers to imports. */
    public void keepNumbers(boolean on) {
        routes.keepNumbers(on);
    }

    /** Takes no task with this text anywhere in its data. @param text null to take all */
    public void refuse(String text) {
        routes.refuse(text);
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public long count(String method, String path) {
        return calls.stream().filter(c -> c.method().equals(method) && c.path().matches(path)).count();
    }

    public void forgetCalls() {
        calls.clear();
    }

    /** Lets the next calls of this kind go wrong. @param method {@code *} for all */
    public void fault(String method, String path, Fault fault, int times) {
        fault(method, path, fault, 0, times);
    }

    public void fault(String method, String path, Fault fault, int skip, int times) {
        rules.add(new Rule(method, path, fault, skip, times));
    }

    public void noFaults() {
        rules.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private synchronized Optional<Fault> due(Call call) {
        for (Iterator<Rule> all = rules.iterator(); all.hasNext();) {
            Rule rule = all.next();
            if (rule.times > 0 && (rule.method.equals("*") || rule.method.equals(call.method())) && call.path().matches(rule.path)) {
                if (rule.skip > 0) {
                    rule.skip--;
                } else {
                    rule.times--;
                    return Optional.of(rule.fault);
                }
            }
        }
        return Optional.empty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!path.startsWith(basePath + "/")) {
                send(exchange, Refusal.htmlPage().reply(), null);
                return;
            }
            Call call = read(exchange, path.substring(basePath.length()));
            calls.add(call);
            Fault fault = due(call).orElse(null);
            Fault.Kind kind = fault == null ? null : fault.kind();
            if (kind == Fault.Kind.DROP_BEFORE) {
                return;
            } else if (kind == Fault.Kind.STATUS) {
                send(exchange, new Reply(fault.status(), "text/html", "<html>proxy error " + fault.status() + "</html>"), fault.retryAfter());
                return;
            } else if (kind == Fault.Kind.HTML) {
                send(exchange, new Reply(200, "text/html", "<html><body>Please log in</body></html>"), null);
                return;
            } else if (kind == Fault.Kind.RUN_BEFORE) {
                fault.act().run();
            }
            Reply reply = routes.answer(call);
            routes.store().deliver();
            if (kind == Fault.Kind.SLOW) {
                Thread.sleep(fault.delay().toMillis());
            } else if (kind == Fault.Kind.RUN_AFTER) {
                fault.act().run();
            } else if (kind == Fault.Kind.DROP_AFTER) {
                return;
            } else if (kind == Fault.Kind.TRUNCATE) {
                byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", reply.type());
                exchange.sendResponseHeaders(reply.status(), bytes.length);
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
                exchange.getResponseBody().flush();
                return;
            }
            send(exchange, reply, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Reply reply, String retryAfter) throws IOException {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.type() != null) {
            exchange.getResponseHeaders().set("Content-Type", reply.type());
        }
        if (reply.status() == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Token");
        }
        if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.getResponseHeaders().set("Set-Cookie", "sessionid=s" + System.nanoTime() + "; HttpOnly; Path=/");
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Call read(HttpExchange exchange, String path) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        boolean chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        return new Call(exchange.getRequestMethod(), path, query, headers, chunked ? null : new String(body, StandardCharsets.UTF_8));
    }
}
