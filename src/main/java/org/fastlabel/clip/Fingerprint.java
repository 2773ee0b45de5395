package org.fastlabel.clip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Passes weights on and sums up what they are. What a model computes depends on its preprocessing and on these alone: the
 * same numbers give the same fingerprint, wherever the folder lies and in whichever precision they are used; between
 * precisions the embeddings differ by rounding only.
 */
final class Fingerprint implements WeightSource {

    /** Values at a time. */
    private static final int PIECE = 1 << 16;

    private final WeightSource source;
    private final CRC32 crc = new CRC32();

    Fingerprint(ClipConfig config, WeightSource source) {
        this.source = source;
        crc.update(config.preprocess().toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public float[] read(String name, long[] shape, long first, int count) {
        float[] values = source.read(name, shape, first, count);
        if (first == 0) {
            crc.update(name.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * Math.min(PIECE, count));
        for (int from = 0; from < count; from += PIECE) {
            int n = Math.min(PIECE, count - from);
            bytes.clear().asFloatBuffer().put(values, from, n);
            crc.update(bytes.limit(4 * n));
        }
        return values;
    }

    /** Eight hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%08x", crc.getValue());
    }
}
