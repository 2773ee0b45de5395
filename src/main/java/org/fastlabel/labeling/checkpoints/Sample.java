package org.fastlabel.labeling.checkpoints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.embedding.GatheredRows;
import org.fastlabel.labeling.head.CrossValidation;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Lesson;

/**
 * Labelled items that checkpoints are compared on: the same ones for each, dealt into the same parts.
 *
 * @param ids    ascending
 * @param labels the class of each
 */
record Sample(int[] ids, int[] labels, int classes) {

    private static final long SEED = 20;

    /**
     * Of all labels at most so many, each class with its share.
     *
     * @param ids    ascending
     * @param labels the class of each, 0 to {@code classes} - 1
     */
    static Sample of(int[] ids, int[] labels, int classes, int most) {
        if (ids.length <= most) {
            return new Sample(ids, labels, classes);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        List<Integer> ordered = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < ids.length; i++) {
                if (labels[i] == c) {
                    members.add(random.nextInt(members.size() + 1), i);
                }
            }
            ordered.addAll(members);
        }
        // Evenly from a list by class: each class has its share, but for rounding.
        int[] chosen = IntStream.range(0, most).map(i -> ordered.get((int) ((long) i * ordered.size() / most))).sorted().toArray();
        return new Sample(Arrays.stream(chosen).map(i -> ids[i]).toArray(), Arrays.stream(chosen).map(i -> labels[i]).toArray(), classes);
    }

    int size() {
        return ids.length;
    }

    /**
     * How well heads predict these labels unseen, from what a checkpoint sees; items that it cannot read are left out. Only these
     * rows are looked at, however many others there are, so that no checkpoint is better known than another.
     */
    Optional<CrossValidation.Result> judge(EmbeddingMatrix matrix, HeadChoice head, HeadTrainer trainer) {
        int[] there = IntStream.range(0, ids.length).filter(i -> matrix.ready(ids[i])).toArray();
        float[] rows = matrix.gather(Arrays.stream(there).map(i -> ids[i]).toArray());
        int[] truth = Arrays.stream(there).map(i -> labels[i]).toArray();
        return trainer.validate(new Lesson(rows, truth, classes, null, null, new GatheredRows(rows, matrix.dim(), null), head, SEED));
    }
}
