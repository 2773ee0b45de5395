package org.fastlabel.checkpoint;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Plays the hub on this machine: the listing, small files from the hub itself, weights from a second server that it redirects to,
 * by another host name. Faults are put in front of the next answers for a file.
 */
public final class FakeHub implements AutoCloseable {

    /** What was asked. @param server hub or cdn */
    public record Request(String server, String path, Headers headers) {

        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    private static final Pattern RESOLVE = Pattern.compile("/([^/]+/[^/]+)/resolve/([^/]+)/([^/]+)");
    private static final Pattern LISTING = Pattern.compile("/api/models/([^/]+/[^/]+)/revision/([^/]+)");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String scheme;
    private final HttpServer hub;
    private final HttpServer cdn;
    private final Map<String, String> commits = new ConcurrentHashMap<>();
    private final Map<String, Map<String, byte[]>> files = new ConcurrentHashMap<>();
    private final Map<String, Deque<HubFault>> faults = new ConcurrentHashMap<>();
    private final Map<String, String> gates = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    public FakeHub() {
        this(null);
    }

    /** @param identity with which both servers speak TLS, or null for plain HTTP */
    public FakeHub(SSLContext identity) {
        scheme = identity == null ? "http" : "https";
        hub = server(this::hub, identity);
        cdn = server(this::cdn, identity);
    }

    private HttpServer server(HttpHandler handler, SSLContext identity) {
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            HttpServer server = identity == null ? HttpServer.create(any, 0) : HttpsServer.create(any, 0);
            if (server instanceof HttpsServer secure) {
                secure.setHttpsConfigurator(new HttpsConfigurator(identity));
            }
            server.createContext("/", handler);
            server.setExecutor(threads);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + hub.getAddress().getPort());
    }

    /** The same machine by another name: another host, as far as HTTP goes. */
    public URI elsewhere() {
        return URI.create(scheme + "://localhost:" + cdn.getAddress().getPort());
    }

    /** Publishes what lies in a folder, at a revision. @return the commit */
    public String publish(String repository, String revision, Path folder) {
        Map<String, byte[]> content = new TreeMap<>();
        try (var list = Files.list(folder)) {
            for (Path file : list.filter(Files::isRegularFile).toList()) {
                content.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return publish(repository, revision, content);
    }

    public String publish(String repository, String revision, Map<String, byte[]> content) {
        MessageDigest digest = digest("SHA-1");
        content.forEach((name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        String commit = HexFormat.of().formatHex(digest.digest());
        commits.put(repository + "@" + revision, commit);
        files.put(repository + "@" + commit, new LinkedHashMap<>(content));
        return commit;
    }

    /** Forgets a commit, as after a history was rewritten. */
    public void forget(String repository, String commit) {
        files.remove(repository + "@" + commit);
    }

    /** Gives a repository only to who shows this token. */
    public void gate(String repository, String token) {
        gates.put(repository, token);
    }

    /** @param file its name, or {@code listing}; @param server hub or cdn */
    public void fault(String server, String file, HubFault... next) {
        faults.computeIfAbsent(server + " " + file, k -> new ArrayDeque<>()).addAll(Arrays.asList(next));
    }

    public List<Request> requests() {
        return requests;
    }

    public List<Request> requests(String server, String file) {
        return requests.stream().filter(r -> r.server().equals(server) && r.path().endsWith("/" + file)).toList();
    }

    /** As {@link HubFault#cutAt}, but the connection stays open and silent. @param then what happens meanwhile */
    public HubFault silentAt(int byteOfFile, Runnable then) {
        return (exchange, file) -> {
            HubFault.cutAt(byteOfFile).answer(exchange, file);
            then.run();
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void hub(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        requests.add(new Request("hub", path, exchange.getRequestHeaders()));
        try (exchange) {
            Matcher resolve = RESOLVE.matcher(path);
            Matcher listing = LISTING.matcher(path);
            if (resolve.matches()) {
                file(exchange, resolve.group(1), decoded(resolve.group(2)), resolve.group(3));
            } else if (listing.matches()) {
                list(exchange, listing.group(1), decoded(listing.group(2)));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment, StandardCharsets.UTF_8);
    }

    private boolean faulty(HttpExchange exchange, String server, String file, byte[] bytes) throws IOException {
        Deque<HubFault> waiting = faults.get(server + " " + file);
        HubFault fault = waiting == null ? null : waiting.poll();
        if (fault != null) {
            fault.answer(exchange, bytes);
        }
        return fault != null;
    }

    /** The files at a revision; null, with the answer given, when there is no such thing for who asks. */
    private Map<String, byte[]> found(HttpExchange exchange, String repository, String revision) throws IOException {
        String token = gates.get(repository);
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (token != null && !("Bearer " + token).equals(shown)) {
            HubFault.status(shown == null ? 401 : 403, "X-Error-Code", "GatedRepo").answer(exchange, new byte[0]);
            return null;
        }
        String commit = commits.getOrDefault(repository + "@" + revision, revision);
        Map<String, byte[]> found = files.get(repository + "@" + commit);
        if (found == null) {
            boolean exists = commits.keySet().stream().anyMatch(k -> k.startsWith(repository + "@"));
            HubFault.status(exists ? 404 : 401, "X-Error-Code", exists ? "RevisionNotFound" : "RepoNotFound").answer(exchange, new byte[0]);
        } else {
            exchange.getResponseHeaders().set("X-Repo-Commit", commit);
        }
        return found;
    }

    private void list(HttpExchange exchange, String repository, String revision) throws IOException {
        if (faulty(exchange, "hub", "listing", new byte[0])) {
            return;
        }
        Map<String, byte[]> found = found(exchange, repository, revision);
        if (found != null) {
            JsonArrayBuilder siblings = Json.createArrayBuilder();
            found.forEach((name, bytes) -> siblings.add(sibling(name, bytes)));
            byte[] json = Json.createObjectBuilder().add("id", repository).add("sha", exchange.getResponseHeaders().getFirst("X-Repo-Commit"))
                    .add("tags", Json.createArrayBuilder().add("clip").add("license:mit")).add("siblings", siblings).build().toString()
                    .getBytes(StandardCharsets.UTF_8);
            HubFault.instead(json).answer(exchange, json);
        }
    }

    private static JsonObjectBuilder sibling(String name, byte[] bytes) {
        JsonObjectBuilder sibling = Json.createObjectBuilder().add("rfilename", name).add("size", bytes.length).add("blobId", git(bytes));
        return large(name) ? sibling.add("lfs", Json.createObjectBuilder().add("sha256", sha256(bytes)).add("size", bytes.length)
                .add("pointerSize", 134)) : sibling;
    }

    private static boolean large(String name) {
        return name.endsWith(".safetensors") || name.endsWith(".bin");
    }

    private void file(HttpExchange exchange, String repository, String revision, String name) throws IOException {
        Map<String, byte[]> found = found(exchange, repository, revision);
        if (found == null || faulty(exchange, "hub", name, found.getOrDefault(name, new byte[0]))) {
            return;
        }
        byte[] bytes = found.get(name);
        if (bytes == null) {
            HubFault.status(404, "X-Error-Code", "EntryNotFound").answer(exchange, new byte[0]);
        } else if (large(name)) {
            String commit = exchange.getResponseHeaders().getFirst("X-Repo-Commit");
            HubFault.status(302, "X-Linked-Etag", "\"" + sha256(bytes) + "\"", "X-Linked-Size", Integer.toString(bytes.length),
                    "Location", elsewhere() + "/" + repository + "/" + commit + "/" + name).answer(exchange, bytes);
        } else {
            exchange.getResponseHeaders().set("ETag", "\"" + git(bytes) + "\"");
            HubFault.NONE.answer(exchange, bytes);
        }
    }

    private void cdn(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(new Request("cdn", path, exchange.getRequestHeaders()));
        String[] parts = path.substring(1).split("/");
        try (exchange) {
            byte[] bytes = files.get(parts[0] + "/" + parts[1] + "@" + parts[2]).get(parts[3]);
            exchange.getResponseHeaders().set("ETag", "\"" + sha256(bytes).substring(0, 32) + "\"");
            if (!faulty(exchange, "cdn", parts[3], bytes)) {
                HubFault.NONE.answer(exchange, bytes);
            }
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(bytes));
    }

    private static String git(byte[] bytes) {
        MessageDigest digest = digest("SHA-1");
        digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest.digest(bytes));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        hub.stop(0);
        cdn.stop(0);
        threads.shutdownNow();
    }
}
