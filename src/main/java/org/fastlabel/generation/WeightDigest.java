package org.fastlabel.generation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Sums up what decides about a model's pictures, in 64 bits. To tell models apart, not against forgery. */
final class WeightDigest {

    /** Values at a time. */
    private static final int PIECE = 1 << 16;

    private final CRC32 first = new CRC32();
    private final CRC32C second = new CRC32C();

    void add(String text) {
        add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    void add(byte[] bytes) {
        add(ByteBuffer.wrap(bytes));
    }

    void add(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * Math.min(PIECE, values.length));
        for (int from = 0; from < values.length; from += PIECE) {
            int n = Math.min(PIECE, values.length - from);
            bytes.clear().asFloatBuffer().put(values, from, n);
            add(bytes.limit(4 * n));
        }
    }

    private void add(ByteBuffer bytes) {
        first.update(bytes.duplicate());
        second.update(bytes);
    }

    /** Sixteen hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%08x%08x", first.getValue(), second.getValue());
    }
}
