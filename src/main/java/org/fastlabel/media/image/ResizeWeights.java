package org.fastlabel.media.image;

/**
 * For each output sample of one direction the first input sample and the weights from there on, with {@link #BITS} fractional
 * bits.
 *
 * @param starts  first input sample of each output sample; not decreasing
 * @param lengths how many input samples each output sample has
 * @param weights {@code stride} places for each output sample; {@code null} when the size does not change
 * @param stride  the largest of {@code lengths}
 */
record ResizeWeights(int[] starts, int[] lengths, int[] weights, int stride) {

    static final int BITS = 22;

    /**
     * @param from   length of the input
     * @param to     length of the whole output, of which
     * @param offset and {@code count} say which part is wanted
     */
    static ResizeWeights of(ResizeFilter filter, int from, int to, int offset, int count) {
        double scale = (double) from / to;
        double widened = Math.max(scale, 1);
        double support = filter.support() * widened;
        int[] starts = new int[count];
        int[] lengths = new int[count];
        if (from == to) {
            for (int i = 0; i < count; i++) {
                starts[i] = offset + i;
                lengths[i] = 1;
            }
            return new ResizeWeights(starts, lengths, null, 1);
        }
        int stride = 0;
        for (int i = 0; i < count; i++) {
            double center = (offset + i + 0.5) * scale;
            starts[i] = Math.max((int) (center - support + 0.5), 0);
            lengths[i] = Math.min((int) (center + support + 0.5), from) - starts[i];
            stride = Math.max(stride, lengths[i]);
        }
        int[] weights = new int[Math.multiplyExact(count, stride)];
        double[] kernel = new double[stride];
        double shrink = 1 / widened;
        for (int i = 0; i < count; i++) {
            double center = (offset + i + 0.5) * scale;
            double sum = 0;
            for (int k = 0; k < lengths[i]; k++) {
                kernel[k] = filter.weight((k + starts[i] - center + 0.5) * shrink);
                sum += kernel[k];
            }
            for (int k = 0; k < lengths[i]; k++) {
                double weight = (sum == 0 ? kernel[k] : kernel[k] / sum) * (1 << BITS);
                // The cast cuts towards zero, so this rounds half away from zero.
                weights[i * stride + k] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
        }
        return new ResizeWeights(starts, lengths, weights, stride);
    }

    /** Whether the size does not change: then the samples are only copied. */
    boolean isCopy() {
        return weights == null;
    }
}
