package org.fastlabel.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.fastlabel.api.Settings;

/** What a request shows to be let in. */
final class Credentials {

    /** The login of a person. */
    static final String SESSION_COOKIE = "fastlabel_session";
    /** The server's own token. */
    static final String TOKEN_COOKIE = "fastlabel_token";
    private static final String BEARER = "Bearer ";

    private Credentials() {
    }

    /**
     * The access token of a person: from the header, unless that shows the server's own token, else from the cookie.
     *
     * @param header of name {@code Authorization}, or null
     * @param cookie the value of {@link #SESSION_COOKIE}, or null
     */
    static Optional<String> session(String header, String cookie) {
        return bearer(header).filter(t -> !isServerToken(t)).or(() -> Optional.ofNullable(cookie).filter(c -> !c.isBlank()));
    }

    static Optional<String> bearer(String header) {
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip()).filter(t -> !t.isEmpty()) : Optional.empty();
    }

    /** Whether the browser came by https, perhaps to a proxy before this server: then its cookies go back by https only. */
    static boolean https(HttpServletRequest request) {
        return request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    /** Whether this is {@code FASTLABEL_TOKEN}. */
    static boolean isServerToken(String given) {
        return given != null && Settings.token().filter(expected -> MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8),
                expected.getBytes(StandardCharsets.UTF_8))).isPresent();
    }
}
