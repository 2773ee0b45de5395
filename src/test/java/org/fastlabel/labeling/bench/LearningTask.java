package org.fastlabel.labeling.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Something to be learnt: embedded items and the class of each.
 *
 * @param group  data set that it belongs to; tasks of one group are reported as their mean
 * @param values embeddings, row by row
 * @param truth  class of each row, 0 to classes - 1
 * @param byF1   whether labels needed are counted by macro F1, because one class is so frequent that accuracy says little
 */
record LearningTask(String group, String name, float[] values, int dim, int[] truth, int classes, boolean byF1) {

    /** Of the items, so many are never labelled: accuracy is measured on them. */
    static final double TEST_SHARE = 0.3;

    /** What may be labelled, and what is only asked for in the end. */
    record Split(float[] pool, int[] poolTruth, float[] test, int[] testTruth, int dim, int classes) {
    }

    /** The same for all competitors, another for each seed. */
    Split split(long seed) {
        SplittableRandom random = new SplittableRandom(0x5eed + seed);
        int[] order = IntStream.range(0, truth.length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int tested = (int) (TEST_SHARE * order.length);
        int[] test = Arrays.copyOf(order, tested);
        int[] pool = Arrays.copyOfRange(order, tested, order.length);
        return new Split(rows(pool), truth(pool), rows(test), truth(test), dim, classes);
    }

    private float[] rows(int[] ids) {
        float[] rows = new float[ids.length * dim];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(values, ids[i] * dim, rows, i * dim, dim);
        }
        return rows;
    }

    private int[] truth(int[] ids) {
        return Arrays.stream(ids).map(id -> truth[id]).toArray();
    }
}
