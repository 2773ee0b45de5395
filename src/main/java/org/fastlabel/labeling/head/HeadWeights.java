package org.fastlabel.labeling.head;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fastlabel.api.InvalidInput;

/**
 * A trained head with everything needed to train on: weights, Adam's moments, the number of steps taken, and the
 * standardisation of its input, which is fixed when the first head of a session is made. Immutable: the arrays are shared
 * inside this package, where nobody writes to them, and do not leave it. Equal when every number is the same.
 */
public final class HeadWeights implements Head {

    /** Units of the hidden layer. */
    public static final int HIDDEN = 512;

    private static final int MAGIC = 0x464c4831;

    final int input;
    final int hidden;
    final int classes;
    final int steps;
    /** w1 [hidden, input], b1 [hidden], w2 [classes, hidden], b2 [classes], one after another. */
    final float[] params;
    final float[] momentum;
    final float[] variance;
    final float[] mean;
    final float[] scale;

    HeadWeights(int input, int hidden, int classes, int steps, float[] params, float[] momentum, float[] variance,
            float[] mean, float[] scale) {
        int size = size(input, hidden, classes);
        if (params.length != size || momentum.length != size || variance.length != size || mean.length != input
                || scale.length != input) {
            throw new IllegalArgumentException("head " + input + "-" + hidden + "-" + classes + " does not fit its arrays");
        }
        this.input = input;
        this.hidden = hidden;
        this.classes = classes;
        this.steps = steps;
        this.params = params;
        this.momentum = momentum;
        this.variance = variance;
        this.mean = mean;
        this.scale = scale;
    }

    private static int size(int input, int hidden, int classes) {
        return Math.addExact(Math.multiplyExact(hidden, input), hidden + classes * hidden + classes);
    }

    /**
     * An untrained head: first layer uniform in ±1/√input as PyTorch's linear layer, second layer zero, so that it is
     * undecided everywhere.
     *
     * @param sample rows of the pool, one after another; the input is standardised by their mean and spread
     */
    public static HeadWeights initial(int input, int hidden, int classes, float[] sample, long seed) {
        float[] params = new float[size(input, hidden, classes)];
        SplittableRandom random = new SplittableRandom(seed);
        float bound = (float) (1 / Math.sqrt(input));
        for (int i = 0; i < hidden * input + hidden; i++) {
            params[i] = (2 * (random.nextInt() >>> 8) * 0x1p-24f - 1) * bound;
        }
        float[] mean = new float[input];
        float[] scale = new float[input];
        standardisation(sample, input, mean, scale);
        return new HeadWeights(input, hidden, classes, 0, params, new float[params.length], new float[params.length], mean,
                scale);
    }

    /** Means, and standard deviations drawn towards their average as if 32 further rows had that one. */
    private static void standardisation(float[] sample, int input, float[] mean, float[] scale) {
        int rows = sample.length / input;
        double[] sum = new double[input];
        double[] squares = new double[input];
        for (int i = 0; i < rows * input; i++) {
            sum[i % input] += sample[i];
            squares[i % input] += (double) sample[i] * sample[i];
        }
        double average = 0;
        for (int d = 0; d < input; d++) {
            mean[d] = (float) (sum[d] / Math.max(1, rows));
            squares[d] = Math.max(0, squares[d] - (double) mean[d] * mean[d] * rows);
            average += squares[d] / Math.max(1, rows) / input;
        }
        average = average > 1e-12 ? average : 1;
        for (int d = 0; d < input; d++) {
            scale[d] = (float) Math.sqrt((squares[d] + 32 * average) / (rows + 32));
        }
    }

    @Override
    public int input() {
        return input;
    }

    @Override
    public int classes() {
        return classes;
    }

    /** Optimiser steps behind these weights. */
    public int steps() {
        return steps;
    }

    @Override
    public String architecture() {
        return "mlp";
    }

    @Override
    public Network network() {
        int b1 = hidden * input;
        int w2 = b1 + hidden;
        int b2 = w2 + classes * hidden;
        return new Network(mean, scale, List.of(
                new Network.Layer(input, hidden, Arrays.copyOf(params, b1), Arrays.copyOfRange(params, b1, w2)),
                new Network.Layer(hidden, classes, Arrays.copyOfRange(params, w2, b2), Arrays.copyOfRange(params, b2, params.length))), 1);
    }

    /** All numbers exactly, little-endian; see {@link #fromBytes}. */
    @Override
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(20 + 4 * (3 * params.length + 2 * input)).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(input).putInt(hidden).putInt(classes).putInt(steps);
        for (float[] part : new float[][] {params, momentum, variance, mean, scale}) {
            out.asFloatBuffer().put(part);
            out.position(out.position() + 4 * part.length);
        }
        return out.array();
    }

    /** @throws InvalidInput with code {@code bad-head} when the bytes are not what {@link #toBytes} wrote */
    public static HeadWeights fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 20 || in.getInt() != MAGIC) {
            throw new InvalidInput("bad-head", "The stored classifier is damaged: it does not begin as one.");
        }
        int input = in.getInt();
        int hidden = in.getInt();
        int classes = in.getInt();
        int steps = in.getInt();
        int size = size(input, hidden, classes);
        if (in.remaining() != 4 * (3 * size + 2 * input)) {
            throw new InvalidInput("bad-head", "The stored classifier is damaged: " + bytes.length + " bytes do not fit "
                    + input + "-" + hidden + "-" + classes + ".");
        }
        float[][] parts = {new float[size], new float[size], new float[size], new float[input], new float[input]};
        for (float[] part : parts) {
            in.asFloatBuffer().get(part);
            in.position(in.position() + 4 * part.length);
        }
        return new HeadWeights(input, hidden, classes, steps, parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeadWeights h && input == h.input && hidden == h.hidden && classes == h.classes
                && steps == h.steps && Arrays.equals(params, h.params) && Arrays.equals(momentum, h.momentum)
                && Arrays.equals(variance, h.variance) && Arrays.equals(mean, h.mean) && Arrays.equals(scale, h.scale);
    }

    @Override
    public int hashCode() {
        return 31 * steps + Arrays.hashCode(params);
    }
}
