package org.fastlabel.hub.connections;

import jakarta.json.JsonStructure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call to another server. Immutable; {@code toString} shows neither query, headers nor body.
 *
 * @param path       of the address, with a slash before it
 * @param body       null for none
 * @param secrets    what must never be seen in a message, should the other server repeat it
 * @param within     from the beginning to the last byte of the answer
 * @param maxBytes   of the answer
 * @param repeatable whether doing it twice is as good as once: then it is tried again when it fails
 */
public record Request(String method, Address address, String path, Map<String, String> headers, byte[] body, List<String> secrets,
                      Duration within, long maxBytes, boolean repeatable) {

    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final long USUAL_BYTES = 64L << 20;

    public Request {
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
    }

    private static Request of(String method, Address address, String path, JsonStructure json, boolean repeatable) {
        byte[] body = json == null ? null : json.toString().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "*/*", "User-Agent", "FastLabel"));
        if (json != null) {
            headers.put("Content-Type", "application/json");
        }
        return new Request(method, address, path, headers, body, List.of(), USUAL, USUAL_BYTES, repeatable);
    }

    public static Request get(Address address, String path) {
        return of("GET", address, path, null, true);
    }

    /** Not repeatable, unless {@link #repeat} says so. */
    public static Request post(Address address, String path, JsonStructure json) {
        return of("POST", address, path, json, false);
    }

    public static Request patch(Address address, String path, JsonStructure json) {
        return of("PATCH", address, path, json, true);
    }

    /** @param json null for no body */
    public static Request delete(Address address, String path, JsonStructure json) {
        return of("DELETE", address, path, json, true);
    }

    /** Adds to the query. */
    public Request with(String name, Object value) {
        String added = (path.contains("?") ? "&" : "?") + name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
        return new Request(method, address, path + added, headers, body, secrets, within, maxBytes, repeatable);
    }

    public Request header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, address, path, more, body, secrets, within, maxBytes, repeatable);
    }

    /** @param scheme e.g. {@code Bearer} */
    public Request authorized(String scheme, String token) {
        return hiding(token).header("Authorization", scheme + " " + token);
    }

    /** @param secret is within the body or the path */
    public Request hiding(String secret) {
        List<String> more = new ArrayList<>(secrets);
        more.add(secret);
        return new Request(method, address, path, headers, body, more, within, maxBytes, repeatable);
    }

    public Request within(Duration time) {
        return new Request(method, address, path, headers, body, secrets, time, maxBytes, repeatable);
    }

    public Request atMost(long bytes) {
        return new Request(method, address, path, headers, body, secrets, within, bytes, repeatable);
    }

    /** Says that doing it twice is as good as once, or that it must not be done twice. */
    public Request repeat(boolean harmless) {
        return new Request(method, address, path, headers, body, secrets, within, maxBytes, harmless);
    }

    URI uri() {
        return address.at(path);
    }

    /** A text of the other server's without our secrets. */
    String clean(String text) {
        String clean = text;
        for (String secret : secrets) {
            if (secret.length() > 3) {
                clean = clean.replace(secret, "…");
            }
        }
        return clean;
    }

    @Override
    public String toString() {
        return method + " " + address.base() + path.replaceAll("\\?.*", "");
    }
}
