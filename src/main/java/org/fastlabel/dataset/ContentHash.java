package org.fastlabel.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.fastlabel.api.InvalidInput;

/** The first eight bytes of SHA-256: enough to tell one state of an item from another, and the processor computes it itself. */
final class ContentHash {

    private static final int PIECE = 1 << 16;
    /** No item is looked at beyond this; what follows counts by its length. */
    private static final long MOST = 64L << 20;

    private ContentHash() {
    }

    static long of(byte[] content) {
        return first(sha256().digest(content));
    }

    /** Of a file: its length and its beginning, read piece by piece. @throws InvalidInput with code {@code unreadable-item} */
    static long of(Path file) {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, Files.size(file)));
            long left = MOST;
            for (int n = in.read(piece); n >= 0 && left > 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                left -= n;
            }
        } catch (IOException e) {
            throw new InvalidInput("unreadable-item", "The file cannot be read.", e);
        }
        return first(digest.digest());
    }

    private static long first(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
