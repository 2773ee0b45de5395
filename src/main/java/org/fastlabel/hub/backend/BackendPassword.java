package org.fastlabel.hub.backend;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.fastlabel.api.Settings;
import org.fastlabel.hub.MlBackendAccess;

/**
 * The one password of the backend. It is random, so a plain hash keeps it safe and each call is checked in no time. Label Studio sends it
 * by Basic authentication; its annotation events come without, so for them it may stand in the address or in a header.
 */
@ApplicationScoped
public class BackendPassword implements MlBackendAccess {

    static final String USER = "fastlabel";
    private static final String NAME = "ml-backend";
    private static final int BYTES = 24;
    private static final int LONGEST = 200;

    @EJB
    private SecretRepository secrets;

    public BackendPassword() {
        // For the container.
    }

    BackendPassword(SecretRepository secrets) {
        this.secrets = secrets;
    }

    private final SecureRandom random = new SecureRandom();

    @Override
    public Optional<String> url() {
        return Settings.publicUrl().map(base -> base + "/api/ml");
    }

    @Override
    public String username() {
        return USER;
    }

    @Override
    public boolean passwordSet() {
        return secrets.find(NAME).isPresent();
    }

    /** A new one in the place of the old, which is no longer good for anything. Shown once: only its hash is kept. */
    String renew() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        secrets.put(NAME, hash(password));
        return password;
    }

    /** @param candidates what was sent as a password, in one way or another; nulls among them */
    boolean opens(String... candidates) {
        String kept = secrets.find(NAME).orElse(null);
        boolean opens = false;
        for (String candidate : candidates) {
            opens |= kept != null && candidate != null && candidate.length() <= LONGEST
                    && MessageDigest.isEqual(kept.getBytes(StandardCharsets.US_ASCII), hash(candidate).getBytes(StandardCharsets.US_ASCII));
        }
        return opens;
    }

    /** The password of a header {@code Basic …}; null when there is none for this user. */
    static String ofBasic(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String both = new String(Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            return both.startsWith(USER + ":") ? both.substring(USER.length() + 1) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String hash(String password) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
