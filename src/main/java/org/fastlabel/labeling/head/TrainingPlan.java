package org.fastlabel.labeling.head;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How a head is trained. The work does not depend on the number of labels, so that the thousandth submit takes as long as
 * the first.
 *
 * @param steps     optimiser steps
 * @param batch     rows per step, drawn evenly from the classes
 * @param rate      Adam's learning rate at the first step; it falls linearly to a tenth of that
 * @param decay     decoupled weight decay
 * @param seed      decides which rows come when and which units are dropped
 */
public record TrainingPlan(int steps, int batch, double rate, double decay, long seed) {

    /** Bytes below this, of 256, drop a hidden unit: a fifth of them. */
    static final int DROP_BELOW = 51;

    /**
     * What follows a submit. A gentler rate than Adam's usual 1e-3: in trials as good where the classes lie apart, and a little
     * better where the embeddings say little and a quick learner learns the noise. A head that starts from nothing takes twice
     * the steps.
     */
    public static TrainingPlan afterSubmit(HeadWeights start, long seed) {
        return new TrainingPlan(start.steps() == 0 ? 120 : 60, 48, 3e-4, 1, seed);
    }

    /** Cheaper, for heads that are only made to be judged; they start from nothing, so they learn faster. */
    public static TrainingPlan forValidation(long seed) {
        return new TrainingPlan(40, 32, 1e-3, 1, seed);
    }

    /**
     * Which rows each step learns from: classes take turns, and within a class every row comes before one comes again.
     *
     * @return {@code steps * batch} indices into {@code labels}
     */
    long[] order(int[] labels, int classes) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] members = members(labels, classes);
        int[] next = new int[members.length];
        long[] order = new long[steps * batch];
        for (int i = 0; i < order.length; i++) {
            int c = i % members.length;
            int[] rows = members[c];
            int at = next[c]++ % rows.length;
            if (at == 0) {
                shuffle(rows, random);
            }
            order[i] = rows[at];
        }
        return order;
    }

    private static int[][] members(int[] labels, int classes) {
        int[][] members = new int[classes][];
        int used = 0;
        for (int c = 0; c < classes; c++) {
            int wanted = c;
            int[] rows = IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).toArray();
            if (rows.length > 0) {
                members[used++] = rows;
            }
        }
        return Arrays.copyOf(members, used);
    }

    private static void shuffle(int[] rows, SplittableRandom random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = rows[i];
            rows[i] = rows[j];
            rows[j] = swapped;
        }
    }

    /** One random byte per step, row and hidden unit; see {@link #DROP_BELOW}. */
    byte[] noise(int hidden) {
        byte[] noise = new byte[steps * batch * hidden];
        new SplittableRandom(~seed).nextBytes(noise);
        return noise;
    }
}
