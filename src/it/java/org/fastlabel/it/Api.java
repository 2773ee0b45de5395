package org.fastlabel.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the server. Paths are below {@code /api/}; nothing is retried. */
public final class Api {

    /** Longer than any answer is waited for in the server. */
    private static final Duration PATIENCE = Duration.ofSeconds(330);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(60)).build();
    private final URI base;
    private final String token;

    public Api(URI base) {
        this(base, null);
    }

    private Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The same server, called by somebody who has logged in there. */
    public Api login(String username, String password) {
        JsonObject fields = Json.createObjectBuilder().add("username", username).add("password", password).build();
        return as(post("auth/login", fields).ok().getString("access_token"));
    }

    /** The same server, called with this access token; null for none. */
    public Api as(String accessToken) {
        return new Api(base, accessToken);
    }

    /** The access token that calls carry, or null. */
    public String token() {
        return token;
    }

    public URI base() {
        return base;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** With query parameters, encoded here; those that are null are left out. */
    public Answer get(String path, Map<String, ?> query) {
        return get(path + "?" + query.entrySet().stream().filter(e -> e.getValue() != null)
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue().toString())).collect(Collectors.joining("&")));
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public Answer post(String path, JsonValue body) {
        return post(path, body.toString());
    }

    public Answer post(String path, String body) {
        return post(path, "application/json", body);
    }

    public Answer post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("api/" + path)).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** @throws UncheckedIOException when there is no answer */
    public Answer send(HttpRequest.Builder request) {
        try {
            HttpRequest built = request.build();
            HttpResponse<byte[]> response = http.send(built, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(built.method() + " " + built.uri(), response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For streams without end. */
    public HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    }
}
