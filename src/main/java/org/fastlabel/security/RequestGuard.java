package org.fastlabel.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.fastlabel.api.Settings;

/**
 * Stands before every request. On loopback only pages served from here may call (Host and Origin are checked, so a foreign
 * page cannot reach through the browser). As soon as the server listens elsewhere, every call needs the token.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class RequestGuard implements Filter {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
    /** The whole block, but no name that only begins like it: a foreign site may own 127.0.0.1.its.name. */
    private static final Pattern LOOPBACK_NUMBER = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final String COOKIE = "fastlabel_token";

    @Override
    public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain) throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) req;
        HttpServletResponse response = (HttpServletResponse) res;
        headers(request, response);
        if (!hostAllowed(request)) {
            refuse(response, 403, "bad-host", "This server does not answer to that host name.");
        } else if (!originAllowed(request)) {
            refuse(response, 403, "bad-origin", "Calls from other sites are refused.");
        } else if (loopback(Settings.host()) || health(request) || tokenGiven(request, response)) {
            chain.doFilter(req, res);
        } else {
            refuse(response, 401, "token-required", "Open the address with ?token=… that the console printed, or send the header "
                    + "Authorization: Bearer <token>.");
        }
    }

    private static void headers(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
                + "style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        // Pages and scripts are checked for news on each visit (a 304 when there is none): never a stale page after an update.
        response.setHeader("Cache-Control", request.getRequestURI().startsWith("/api/") ? "no-store" : "no-cache");
    }

    static boolean loopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || LOOPBACK_NUMBER.matcher(host).matches();
    }

    private static boolean hostAllowed(HttpServletRequest request) {
        if (!loopback(Settings.host())) {
            // Behind a name or a proxy of the operator's; the token protects it.
            return true;
        }
        return loopback(hostName(Optional.ofNullable(request.getHeader("Host")).orElse("")));
    }

    private static String hostName(String hostAndPort) {
        return hostAndPort.replaceFirst(":\\d+$", "");
    }

    private static boolean originAllowed(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            return String.valueOf(URI.create(origin).getAuthority()).equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean health(HttpServletRequest request) {
        return request.getRequestURI().equals("/api/health");
    }

    private static boolean tokenGiven(HttpServletRequest request, HttpServletResponse response) {
        String expected = Settings.token().orElse("");
        if (expected.isEmpty()) {
            return false;
        }
        String header = request.getHeader("Authorization");
        if (header != null && header.startsWith("Bearer ") && same(header.substring(7).trim(), expected)) {
            return true;
        }
        Cookie[] cookies = request.getCookies();
        if (cookies != null && Arrays.stream(cookies).anyMatch(c -> c.getName().equals(COOKIE) && same(c.getValue(), expected))) {
            return true;
        }
        String query = request.getQueryString();
        if (query != null && Arrays.stream(query.split("&")).anyMatch(p -> p.startsWith("token=") && same(p.substring(6), expected))) {
            Cookie cookie = new Cookie(COOKIE, expected);
            cookie.setHttpOnly(true);
            cookie.setPath("/");
            cookie.setAttribute("SameSite", "Strict");
            response.addCookie(cookie);
            return true;
        }
        return false;
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(HttpServletResponse response, int status, String code, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        // All parts are constants of this class: nothing of the request is repeated.
        response.getWriter().write("{\"type\":\"about:blank\",\"status\":" + status + ",\"code\":\"" + code + "\",\"title\":\""
                + (status == 401 ? "Unauthorized" : "Forbidden") + "\",\"success\":false,\"detail\":\"" + detail
                + "\",\"message\":\"" + detail + "\"}");
    }
}
