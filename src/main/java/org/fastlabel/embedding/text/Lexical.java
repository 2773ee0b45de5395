package org.fastlabel.embedding.text;

import java.util.Locale;

/**
 * Texts by their spelling, in any script: how often each run of one to three characters occurs, hashed to a few columns
 * (K. Weinberger and others, <i>Feature Hashing for Large Scale Multitask Learning</i>, 2009). Texts that share words, or
 * Chinese characters, lie near each other. Stateless.
 */
final class Lexical {

    static final int DIM = 256;
    private static final int LONGEST_RUN = 3;
    /** As far as a sentence model would look at most. */
    private static final int MAX_CHARACTERS = 8192;

    private Lexical() {
    }

    /** @return {@link #DIM} values of unit length; a text without characters is all first column */
    static float[] row(String text) {
        float[] row = new float[DIM];
        String begin = text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
        for (String word : begin.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            int[] points = (" " + word + " ").codePoints().toArray();
            for (int from = 0; from < points.length && !word.isEmpty(); from++) {
                int hash = 0;
                for (int to = from; to < Math.min(points.length, from + LONGEST_RUN); to++) {
                    hash = mixed(hash * 31 + points[to] + 1);
                    // The sign makes what shares a column by chance cancel out on average.
                    row[(hash & 0x7fffffff) % DIM] += hash < 0 ? -1 : 1;
                }
            }
        }
        double square = 0;
        for (float v : row) {
            square += v * v;
        }
        if (square == 0) {
            row[0] = 1;
            return row;
        }
        for (int d = 0; d < DIM; d++) {
            row[d] /= (float) Math.sqrt(square);
        }
        return row;
    }

    /** Spreads all bits of a number over all bits (the last step of MurmurHash3). */
    private static int mixed(int h) {
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
