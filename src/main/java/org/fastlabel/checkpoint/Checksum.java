package org.fastlabel.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the hub says a file hashes to: large files by SHA-256, small ones as git names them, by SHA-1 of a header and the bytes. */
record Checksum(String hex) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern GIT = Pattern.compile("[0-9a-f]{40}");

    /** Empty unless it is 40 or 64 hexadecimal digits, in quotes or not. */
    static Optional<Checksum> of(String text) {
        String hex = text == null ? "" : text.replace("W/", "").replace("\"", "").toLowerCase(Locale.ROOT);
        return SHA256.matcher(hex).matches() || GIT.matcher(hex).matches() ? Optional.of(new Checksum(hex)) : Optional.empty();
    }

    /** To be given all bytes of the file. @param size its length */
    MessageDigest begin(long size) {
        try {
            if (hex.length() == 64) {
                return MessageDigest.getInstance("SHA-256");
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean matches(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).equals(hex);
    }
}
