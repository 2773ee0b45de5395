package org.fastlabel.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.fastlabel.checkpoint.HubException.Kind;

/** Asks the hub: what a repository holds, and for the bytes of its files. One request at a time; nothing is tried again here. */
final class Hub {

    private static final int MAX_REDIRECTS = 10;
    private static final int MAX_LISTING_BYTES = 20 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HubSettings settings;
    private final HttpClient client;
    private final Stop stop;

    /**
     * An answer whose bytes are still to come.
     *
     * @param headers  of the last answer
     * @param linked   of the hub itself, which may have sent us elsewhere for the bytes
     */
    record Answer(int status, HttpHeaders headers, HttpHeaders linked, HubBody body) implements AutoCloseable {

        @Override
        public void close() {
            body.close();
        }
    }

    Hub(HubSettings settings, Stop stop) {
        this.settings = settings;
        this.stop = stop;
        // With HTTP/1.1 a broken transfer is a broken connection, whatever lies between.
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT.compareTo(settings.patience()) < 0 ? CONNECT : settings.patience())
                .proxy(settings.proxies()).sslContext(settings.trust()).build();
    }

    /** What a repository holds at a revision. @throws HubException with what to tell the person */
    HubListing listing(HubName name) throws IOException, InterruptedException {
        URI uri = URI.create(settings.endpoint() + "/api/models/" + name.repository() + "/revision/" + name.encodedRevision()
                + "?blobs=true");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Answer answer = get(uri, 0, null, name)) {
            for (List<ByteBuffer> next = answer.body().next(); next != null; next = answer.body().next()) {
                for (ByteBuffer buffer : next) {
                    byte[] part = new byte[buffer.remaining()];
                    buffer.get(part);
                    bytes.writeBytes(part);
                }
                if (bytes.size() > MAX_LISTING_BYTES) {
                    throw new HubException(Kind.REFUSED, HubException.ODD, "The list of files of " + name.repository() + " is larger than any sensible one.");
                }
            }
        }
        return HubListing.parse(name, bytes.toByteArray());
    }

    /**
     * The bytes of a file.
     *
     * @param from how many are here already; the answer is 206 when the others follow, 200 when all come again, 416 when there are none
     * @param etag of the answer that the first ones came from, or null: when it is another now, all come again
     */
    Answer file(HubName name, String commit, String file, long from, String etag) throws IOException, InterruptedException {
        return get(URI.create(settings.endpoint() + "/" + name.repository() + "/resolve/" + commit + "/" + file),
                from, etag, name);
    }

    private Answer get(URI first, long from, String etag, HubName name) throws IOException, InterruptedException {
        URI uri = first;
        HttpHeaders linked = null;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpResponse<HubBody> response = send(uri, from, etag);
            stop.wakeBy(response.body()::close);
            if (linked == null || isHub(uri)) {
                linked = response.headers();
            }
            int status = response.statusCode();
            if (status == 200 || from > 0 && (status == 206 || status == 416)) {
                return new Answer(status, response.headers(), linked, response.body());
            }
            response.body().close();
            if (!REDIRECTS.contains(status)) {
                throw HubRefusals.of(status, response.headers(), name, isHub(uri), settings.token().isPresent());
            }
            uri = next(uri, response.headers().firstValue("Location"));
        }
        throw new HubException(Kind.REFUSED, HubException.ODD, "The hub sends us in a circle: more than " + MAX_REDIRECTS + " redirections.");
    }

    private HttpResponse<HubBody> send(URI uri, long from, String etag) throws IOException, InterruptedException {
        stop.check();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(settings.patience())
                .header("Accept-Encoding", "identity").header("User-Agent", "fastlabel");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
            if (etag != null) {
                request.header("If-Range", etag);
            }
        }
        if (isHub(uri)) {
            // Nobody else is to see it, wherever the hub may send us.
            settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        settings.proxies().authorization(uri).ifPresent(value -> request.header("Proxy-Authorization", value));
        CompletableFuture<HttpResponse<HubBody>> sent = client.sendAsync(request.build(), info -> new HubBody(settings.patience()));
        stop.wakeBy(() -> sent.cancel(true));
        try {
            return sent.get();
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException cancelled) {
                throw cancelled;
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private boolean isHub(URI uri) {
        URI hub = settings.endpoint();
        return uri.getScheme().equalsIgnoreCase(hub.getScheme()) && uri.getHost().equalsIgnoreCase(hub.getHost())
                && port(uri) == port(hub);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static URI next(URI from, Optional<String> location) throws HubException {
        try {
            URI to = from.resolve(location.filter(text -> !text.isBlank()).orElseThrow(() -> new IllegalArgumentException("nowhere")));
            String scheme = String.valueOf(to.getScheme());
            boolean weaker = from.getScheme().equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("https");
            if (to.getHost() != null && to.getUserInfo() == null && !weaker
                    && (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, with the same words as an address of another kind.
        }
        throw new HubException(Kind.REFUSED, HubException.ODD, "The hub sends us to an address that is not followed: "
                + "only http and https are, and never from https to http.");
    }
}
