package org.fastlabel.goldennoise.learning;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a network learns from or is asked about: rows of features, each of one prompt. Arrays are not changed.
 *
 * @param features  a row per noise
 * @param described a row per prompt
 * @param prompt    of each row of features, an index into {@code described}
 */
record Examples(float[][] features, float[][] described, int[] prompt) {

    int size() {
        return features.length;
    }

    Examples pick(int[] rows) {
        return new Examples(IntStream.of(rows).mapToObj(i -> features[i]).toArray(float[][]::new), described,
                Arrays.stream(rows).map(i -> prompt[i]).toArray());
    }

    /** Rows of the prompts for which {@code wanted} is true. */
    int[] rowsOf(boolean[] wanted) {
        return IntStream.range(0, prompt.length).filter(i -> wanted[prompt[i]]).toArray();
    }
}
