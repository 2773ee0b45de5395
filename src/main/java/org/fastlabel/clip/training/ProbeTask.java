package org.fastlabel.clip.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Labelled pictures to learn from and others to be judged on.
 *
 * @param labels     of the pictures to learn from, from 0 to {@code classes - 1}
 * @param testLabels of the pictures to be judged on
 */
record ProbeTask(String name, PictureSet pictures, int[] labels, PictureSet test, int[] testLabels, int classes) {

    private static final int FEW = 100;
    private static final int DRAWS = 5;

    /**
     * Accuracies of two probes: of one that learns from all pictures, and the mean of some that learn from 100 each, equally many of
     * each class.
     */
    double[] accuracies(Features features) {
        float[][] rows = features.of(pictures.rasters());
        float[][] testRows = features.of(test.rasters());
        double all = LinearProbe.fit(rows, labels, classes).accuracy(testRows, testLabels);
        double few = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Integer> some = balanced(draw);
            float[][] fewRows = some.stream().map(i -> rows[i]).toArray(float[][]::new);
            int[] fewLabels = some.stream().mapToInt(i -> labels[i]).toArray();
            few += LinearProbe.fit(fewRows, fewLabels, classes).accuracy(testRows, testLabels) / DRAWS;
        }
        return new double[] {all, few};
    }

    private List<Integer> balanced(int seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, labels.length).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int[] taken = new int[classes];
        return order.stream().filter(i -> taken[labels[i]]++ < FEW / classes).toList();
    }

    /** Share of one class's test pictures that a probe on all pictures puts into that class. */
    double recall(Features features, int label) {
        int[] own = IntStream.range(0, testLabels.length).filter(i -> testLabels[i] == label).toArray();
        float[][] testRows = features.of(IntStream.of(own).mapToObj(test.rasters()::get).toList());
        return LinearProbe.fit(features.of(pictures.rasters()), labels, classes)
                .accuracy(testRows, IntStream.of(own).map(i -> label).toArray());
    }
}
