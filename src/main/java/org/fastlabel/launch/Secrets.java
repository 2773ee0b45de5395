package org.fastlabel.launch;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What must not be the password of a server that others can reach: what everybody can read in a manual. */
final class Secrets {

    private static final List<String> DEMONSTRATION = List.of("admin123", "ann123");
    private static final int LEAST_PASSWORD = 8;
    private static final int LEAST_SECRET = 16;

    private Secrets() {
    }

    /** @param environment of the operator */
    static void check(Map<String, String> environment) throws CannotStart {
        for (String name : List.of("FASTLABEL_ADMIN_PASSWORD", "JWT_SECRET", "POSTGRES_PASSWORD")) {
            String value = environment.getOrDefault(name, "").strip();
            if (DEMONSTRATION.contains(value)) {
                throw new CannotStart(name + " is the password of a demonstration account, which everybody knows. Choose another one, or listen on "
                        + "127.0.0.1 only.");
            }
            if (value.toLowerCase(Locale.ROOT).startsWith("change_me")) {
                throw new CannotStart(name + " still has the words of the example. Choose your own, for instance by: openssl rand -hex 24");
            }
        }
        atLeast(environment, "FASTLABEL_ADMIN_PASSWORD", LEAST_PASSWORD);
        atLeast(environment, "JWT_SECRET", LEAST_SECRET);
    }

    private static void atLeast(Map<String, String> environment, String name, int characters) throws CannotStart {
        String value = environment.getOrDefault(name, "");
        if (!value.isBlank() && value.length() < characters) {
            throw new CannotStart(name + " must have at least " + characters + " characters.");
        }
    }
}
