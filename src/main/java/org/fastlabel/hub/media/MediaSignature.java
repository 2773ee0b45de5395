package org.fastlabel.hub.media;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fastlabel.api.Settings;

/**
 * Makes the part of an address that nobody else can make, so that whoever was given it may open that one item. The key comes from
 * JWT_SECRET where that is set, so that other servers with the same one make the same; else it is made once and kept.
 */
@ApplicationScoped
public class MediaSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "fastlabel media 1 ";
    /** Of base 64 without padding, for 32 bytes. */
    private static final String FORM = "[A-Za-z0-9_-]{43}";

    @EJB
    private SecretRepository secrets;

    private volatile byte[] kept;

    /** The signature of a task's content. Numbers of tasks are never given twice. */
    public String of(long task) {
        return sign(key(), task);
    }

    /** Takes the same time for every wrong one. */
    public boolean valid(long task, String signature) {
        return signature != null && signature.matches(FORM) && MessageDigest.isEqual(of(task).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] key() {
        String secret = Settings.jwtSecret().orElse(null);
        if (secret != null) {
            return hmac(secret.getBytes(StandardCharsets.UTF_8), PURPOSE + "key");
        }
        byte[] known = kept;
        if (known == null) {
            known = Base64.getDecoder().decode(secrets.known("media-key", SecretRepository::random));
            kept = known;
        }
        return known;
    }

    static String sign(byte[] key, long task) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, PURPOSE + task));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
