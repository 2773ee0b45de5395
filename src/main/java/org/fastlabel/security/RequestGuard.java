package org.fastlabel.security;

import jakarta.inject.Inject;
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
import java.util.Arrays;
import java.util.Optional;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.Forbidden;
import org.fastlabel.api.RootPaths;
import org.fastlabel.api.Settings;
import org.fastlabel.api.Unauthorized;

/**
 * Stands before every request. On loopback only pages served from here may call (Host and Origin are checked, so a foreign page cannot reach
 * through the browser), and nothing may come in by another address of a server that others have set up. As soon as the server is to listen
 * elsewhere, a call needs the server's token or a login, as {@link Gate} says. The resources of a team ask for a login everywhere:
 * {@link AccessFilter}.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class RequestGuard implements Filter {

    @Inject
    private Sessions sessions;

    @Override
    public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain) throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) req;
        HttpServletResponse response = (HttpServletResponse) res;
        headers(request, response);
        boolean selfChecking = Gate.selfChecking(request.getRequestURI());
        try {
            if (Loopback.listening() && !Loopback.numberOf(request.getLocalAddr())) {
                throw new Forbidden("not-loopback", "This server listens on more than FASTLABEL_HOST says. Set FASTLABEL_HOST to the address of its listener.");
            }
            if (!selfChecking && !hostAllowed(request)) {
                throw new Forbidden("bad-host", "This server does not answer to that host name.");
            }
            if (!selfChecking && !originAllowed(request)) {
                throw new Forbidden("bad-origin", "Calls from other sites are refused.");
            }
            if (!Loopback.listening() && !serverTokenGiven(request, response)) {
                requirePerson(request);
            }
        } catch (Forbidden | Unauthorized e) {
            refuse(response, e);
            return;
        }
        chain.doFilter(req, res);
    }

    private static void headers(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
                + "style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        // Pages and scripts are checked for news on each visit (a 304 when there is none): never a stale page after an update.
        boolean api = RootPaths.target(request.getRequestURI()).orElse(request.getRequestURI()).startsWith("/api/");
        response.setHeader("Cache-Control", api ? "no-store" : "no-cache");
    }

    private static boolean hostAllowed(HttpServletRequest request) {
        if (!Loopback.listening()) {
            // Behind a name or a proxy of the operator's; token and login protect it.
            return true;
        }
        return Loopback.is(hostName(Optional.ofNullable(request.getHeader("Host")).orElse("")));
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

    /** @throws Unauthorized or {@link Forbidden} when the path is not for whoever calls */
    private void requirePerson(HttpServletRequest request) {
        String path = request.getRequestURI();
        Gate gate = Gate.of(path);
        if (gate == Gate.OPEN) {
            return;
        }
        Optional<String> token = Credentials.session(request.getHeader("Authorization"), cookie(request, Credentials.SESSION_COOKIE));
        if (token.isEmpty()) {
            throw Gate.ofTeam(path) ? new Unauthorized("login-required", "Log in first.")
                    : new Unauthorized("token-required", "Open the address with ?token=… that the console printed, or send the header "
                            + "Authorization: Bearer <token>, or log in as an administrator.");
        }
        Caller caller = sessions.caller(token.get());
        request.setAttribute(Sessions.CALLER, caller);
        if (!caller.admin() && gate != Gate.PERSON) {
            throw new Forbidden("not-your-role", "Only an administrator may do this.");
        }
    }

    private static boolean serverTokenGiven(HttpServletRequest request, HttpServletResponse response) {
        if (Credentials.bearer(request.getHeader("Authorization")).filter(Credentials::isServerToken).isPresent()
                || Credentials.isServerToken(cookie(request, Credentials.TOKEN_COOKIE))) {
            return true;
        }
        String query = request.getQueryString();
        Optional<String> shown = query == null ? Optional.empty() : Arrays.stream(query.split("&")).filter(p -> p.startsWith("token="))
                .map(p -> p.substring(6)).filter(Credentials::isServerToken).findFirst();
        shown.ifPresent(token -> {
            Cookie cookie = new Cookie(Credentials.TOKEN_COOKIE, token);
            cookie.setHttpOnly(true);
            cookie.setSecure(Credentials.https(request));
            cookie.setPath("/");
            cookie.setAttribute("SameSite", "Strict");
            response.addCookie(cookie);
        });
        return shown.isPresent();
    }

    private static String cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? null : Arrays.stream(cookies).filter(c -> c.getName().equals(name)).map(Cookie::getValue).findFirst().orElse(null);
    }

    private static void refuse(HttpServletResponse response, FastLabelException why) throws IOException {
        response.setStatus(why.status());
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        if (why instanceof Unauthorized) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        // The words are constants of this package: nothing of the request is repeated.
        response.getWriter().write("{\"type\":\"about:blank\",\"status\":" + why.status() + ",\"code\":\"" + why.code() + "\",\"title\":\""
                + (why instanceof Unauthorized ? "Unauthorized" : "Forbidden") + "\",\"success\":false,\"detail\":\"" + why.getMessage()
                + "\",\"message\":\"" + why.getMessage() + "\"}");
    }
}
