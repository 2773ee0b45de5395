package org.fastlabel.hub.prelabel;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether confidences can be believed.
 *
 * @param bins  those of ten equal parts of 0 to 1 that hold a confidence
 * @param ece   expected calibration error: how far share right and mean confidence are apart in a bin, averaged over all proposals
 * @param brier mean squared distance of the confidence from what came true, 0 or 1
 */
public record Reliability(List<Bin> bins, double ece, double brier) {

    public static final int BINS = 10;
    private static final int FOLDS = 5;

    /** @param from included @param to excluded, but for 1 @param confidence their mean @param accuracy share right, 0 to 1 */
    public record Bin(double from, double to, double confidence, double accuracy, int n) {
    }

    /** @throws IllegalArgumentException when there are none */
    public static Reliability of(List<Judged> judged) {
        if (judged.isEmpty()) {
            throw new IllegalArgumentException("nothing to look at");
        }
        int[] n = new int[BINS];
        double[] confidence = new double[BINS];
        int[] right = new int[BINS];
        double brier = 0;
        for (Judged j : judged) {
            int bin = Math.min(BINS - 1, (int) (j.confidence() * BINS));
            n[bin]++;
            confidence[bin] += j.confidence();
            right[bin] += j.right() ? 1 : 0;
            double off = j.confidence() - (j.right() ? 1 : 0);
            brier += off * off;
        }
        List<Bin> bins = new ArrayList<>();
        double ece = 0;
        for (int b = 0; b < BINS; b++) {
            if (n[b] > 0) {
                bins.add(new Bin((double) b / BINS, (b + 1.0) / BINS, confidence[b] / n[b], (double) right[b] / n[b], n[b]));
                ece += Math.abs(right[b] - confidence[b]);
            }
        }
        return new Reliability(bins, ece / judged.size(), brier / judged.size());
    }

    /**
     * As each would be calibrated by the others: the answers are cut into five parts, by the task's number, and those of one part are
     * calibrated by what the other four teach. So nothing is judged by a fit that has seen it.
     */
    public static List<Judged> crossCalibrated(List<Judged> judged) {
        List<Judged> calibrated = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int part = fold;
            List<Judged> others = judged.stream().filter(j -> part(j) != part).toList();
            List<Judged> held = judged.stream().filter(j -> part(j) == part).toList();
            if (!held.isEmpty() && !others.isEmpty()) {
                Platt platt = Platt.fit(others);
                held.forEach(j -> calibrated.add(new Judged(j.taskId(), platt.apply(j.confidence()), j.right())));
            }
        }
        return calibrated;
    }

    /** Neighbours in a file are often alike, so the number is mixed first. */
    private static int part(Judged j) {
        long mixed = (j.taskId() ^ (j.taskId() >>> 31)) * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 40) % FOLDS);
    }
}
