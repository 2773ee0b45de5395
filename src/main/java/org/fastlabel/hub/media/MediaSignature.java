package org.fastlabel.hub.media;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fastlabel.security.Keys;

/**
 * Makes the part of an address that nobody else can make, so that whoever was given it may open that one item: {@code version-day-signature}.
 * Both numbers can be read in it, so a forged one is known without asking the database.
 */
@ApplicationScoped
public class MediaSignature {

    private static final String ALGORITHM = "HmacSHA256";
    /** The last: base 64 without padding, of 32 bytes. */
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,6})-([A-Za-z0-9_-]{43})");

    /**
     * What is signed of a task.
     *
     * @param version of its data set's addresses; those with another have been revoked
     * @param lastDay on which it opens anything, in days since 1970 (UTC)
     */
    public record Term(int version, long lastDay) {
    }

    /** Numbers of tasks are never given twice. */
    public String of(long task, Term term) {
        return term.version() + "-" + term.lastDay() + "-" + sign(Keys.of("media"), task, term);
    }

    /** What this server once signed; empty for anything else. It takes the same time for every wrong signature. */
    public Optional<Term> read(long task, String given) {
        Matcher m = FORM.matcher(given == null ? "" : given);
        if (!m.matches()) {
            return Optional.empty();
        }
        Term term = new Term(Integer.parseInt(m.group(1)), Long.parseLong(m.group(2)));
        // As a whole: leading zeros would be another spelling of the same.
        return MessageDigest.isEqual(of(task, term).getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII)) ? Optional.of(term)
                : Optional.empty();
    }

    static String sign(byte[] key, long task, Term term) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            String signed = "task " + task + " version " + term.version() + " day " + term.lastDay();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
