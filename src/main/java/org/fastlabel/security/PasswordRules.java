package org.fastlabel.security;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.fastlabel.api.InvalidInput;

/** What names and passwords of accounts may be. */
final class PasswordRules {

    /** By account. Everybody can read these in the manual. */
    static final Map<String, String> DEMONSTRATION = Map.of("admin", "admin123", "ann", "ann123");
    private static final int LEAST = 8;
    private static final int MOST = 200;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");
    /** The audit log uses these for what nobody did. */
    private static final Set<String> RESERVED = Set.of("system", "label-studio", "unknown");
    /** Without letters and digits that look alike. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordRules() {
    }

    /** The one way to write a name: in small letters, composed. */
    static String canonical(String username) {
        return Normalizer.normalize(username.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    static boolean isName(String canonical) {
        return NAME.matcher(canonical).matches() && !RESERVED.contains(canonical);
    }

    /** @return in its one way to write. @throws InvalidInput with code {@code bad-username} */
    static String username(String given) {
        String name = canonical(given);
        if (!isName(name)) {
            throw new InvalidInput("bad-username", "\"username\" must have 1 to 64 letters, digits and the signs ._@+-, and begin with a letter "
                    + "or digit; system, label-studio and unknown are taken.");
        }
        return name;
    }

    /** @throws InvalidInput with code {@code weak-password} */
    static String password(String given, String username) {
        if (given.codePointCount(0, given.length()) < LEAST || given.length() > MOST) {
            throw new InvalidInput("weak-password", "A password must have " + LEAST + " to " + MOST + " characters.");
        }
        if (DEMONSTRATION.containsValue(given) || canonical(given).equals(username) || given.startsWith("change_me")) {
            throw new InvalidInput("weak-password", "Everybody could guess that password. Choose another one.");
        }
        return given;
    }

    /** Sixteen letters and digits: 79 bits. */
    static String generated() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
