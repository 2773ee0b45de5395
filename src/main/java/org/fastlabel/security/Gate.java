package org.fastlabel.security;

import java.util.Set;
import java.util.regex.Pattern;
import org.fastlabel.api.RootPaths;

/**
 * Whom a path needs where the server can be reached from other machines. Only a path that can be read in one way is open to anybody or to an
 * annotator: one with dots, double slashes, parameters or encoded characters is an administrator's, whatever it leads to.
 */
enum Gate {

    /** Anybody: pages, the login, and what checks its callers by itself. */
    OPEN,
    /** Whoever is logged in. */
    PERSON,
    /** An administrator, or whoever has the server's token. */
    ADMIN;

    /** It never goes back: whoever sends thousands of slashes would bring a matcher that does to the end of its stack. */
    private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)++");
    private static final Set<String> PAGES = Set.of("/", "/index.html", "/404.html", "/favicon.svg");
    private static final Set<String> CALLS = Set.of("/api/health", "/api/auth/login", "/api/auth/demo");
    private static final Pattern SELF_CHECKING = Pattern.compile("/api/(ml|hub/webhooks)/.+|/api/hub/media/\\d+/[^/]+");
    private static final Pattern PERSONAL = Pattern.compile("/api/me|/api/(auth|hub/annotator|hub/media)/.+");
    private static final Pattern TEAM = Pattern.compile("/api/(hub|jobs|accounts|audit|auth|me)(/.*)?");

    /** @param raw the path as it was sent, with nothing decoded */
    static Gate of(String raw) {
        if (PAGES.contains(raw)) {
            return OPEN;
        }
        if (!PLAIN.matcher(raw).matches()) {
            return ADMIN;
        }
        String path = target(raw);
        if (path.startsWith("/css/") || path.startsWith("/js/") || CALLS.contains(path) || selfChecking(raw)) {
            return OPEN;
        }
        return PERSONAL.matcher(path).matches() ? PERSON : ADMIN;
    }

    /** What other programs and pages call, with a secret of its own: the models' side of Label Studio, its webhooks, signed pictures. */
    static boolean selfChecking(String raw) {
        return PLAIN.matcher(raw).matches() && SELF_CHECKING.matcher(target(raw)).matches();
    }

    /** Whether it is about the people of a team, who log in; the other workspaces know one person and the server's token. */
    static boolean ofTeam(String raw) {
        return TEAM.matcher(target(raw)).matches();
    }

    private static String target(String raw) {
        return RootPaths.target(raw).orElse(raw);
    }
}
