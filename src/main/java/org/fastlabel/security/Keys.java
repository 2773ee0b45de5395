package org.fastlabel.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fastlabel.api.Settings;

/**
 * Keys of 256 bits, one for each purpose, all derived from one secret: {@code JWT_SECRET}, or what was made at the first start and is kept
 * in {@code FASTLABEL_HOME/jwt-key}. Processes that share a database must be given the same {@code JWT_SECRET}.
 */
public final class Keys {

    private static final String MAC = "HmacSHA256";

    private Keys() {
    }

    /** @param purpose e.g. {@code access-token}, {@code media} */
    public static byte[] of(String purpose) {
        return derived(Settings.jwtSecret().orElseGet(() -> HomeSecret.of(Settings.home().resolve("jwt-key"), Keys::random)), purpose);
    }

    /** As HKDF (RFC 5869) does it for one block, with SHA-256: first any secret to a key, then that key to one for the purpose. */
    static byte[] derived(String secret, String purpose) {
        byte[] extracted = mac("fastlabel".getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
        return mac(extracted, (purpose + "\u0001").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + MAC, e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
