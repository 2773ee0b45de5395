package org.fastlabel.hub.media;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fastlabel.security.Keys;

/** Makes the part of an address that nobody else can make, so that whoever was given it may open that one item. */
@ApplicationScoped
public class MediaSignature {

    private static final String ALGORITHM = "HmacSHA256";
    /** Of base 64 without padding, for 32 bytes. */
    private static final String FORM = "[A-Za-z0-9_-]{43}";

    /** The signature of a task's content. Numbers of tasks are never given twice. */
    public String of(long task) {
        return sign(Keys.of("media"), task);
    }

    /** Takes the same time for every wrong one. */
    public boolean valid(long task, String signature) {
        return signature != null && signature.matches(FORM) && MessageDigest.isEqual(of(task).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
    }

    static String sign(byte[] key, long task) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(("task " + task).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
