package org.fastlabel.dataset.table;

import java.util.Arrays;
import org.fastlabel.api.InvalidInput;

/** Where the rows of a file lie: 12 bytes for each. */
final class Spans {

    static final int MOST = 2_000_000;

    private long[] starts = new long[256];
    private int[] lengths = new int[256];
    private int size;

    /** @param end exclusive; a row beyond 2 GB is noted as one of 2 GB, which is too long to be read either way */
    void add(long start, long end) {
        if (size == MOST) {
            throw new InvalidInput("too-many-items", "The table has more than " + MOST + " rows; split it.");
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
        }
        starts[size] = start;
        lengths[size++] = (int) Math.min(Integer.MAX_VALUE, end - start);
    }

    int size() {
        return size;
    }

    long start(int i) {
        return starts[i];
    }

    int length(int i) {
        return lengths[i];
    }
}
