package org.fastlabel.generation;

/**
 * What the text encoders make of a prompt.
 *
 * @param context one row per token, padding included, row by row
 * @param pooled  one vector for the whole
 * @param tokens  rows that are not padding
 */
record Prompt(float[] context, float[] pooled, int tokens) {

    /** The pooled vector, then the mean of the rows that are not padding. */
    float[] described(int width) {
        float[] out = new float[pooled.length + width];
        System.arraycopy(pooled, 0, out, 0, pooled.length);
        for (int t = 0; t < tokens; t++) {
            for (int d = 0; d < width; d++) {
                out[pooled.length + d] += context[t * width + d] / tokens;
            }
        }
        return out;
    }
}
