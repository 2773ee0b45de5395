package org.fastlabel.labeling.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.api.Interval;
import org.fastlabel.labeling.head.Logits;

/**
 * How well a judge did on items that it had not learnt from.
 *
 * @param labels      how many items
 * @param accuracy    with its 95 % interval
 * @param macroF1     mean F1 of the classes that have labels here; 0 where there is none
 * @param ece         expected calibration error, see {@link #of}
 * @param reliability by confidence, empty bins left out
 * @param confusion   {@code [label][prediction]}, by class id; not to be written to
 * @param perClass    the classes that have labels or predictions here, by id
 */
public record Estimate(int labels, Interval accuracy, double macroF1, double ece, List<Bin> reliability, int[][] confusion,
        List<ClassEstimate> perClass) {

    /** As many bins as Guo et al. 2017 (On Calibration of Modern Neural Networks) take, at most; see {@link #of}. */
    private static final int MOST_BINS = 15;
    private static final int LABELS_PER_BIN = 10;

    /** @param confidence mean probability of the predicted class in this bin; {@code accuracy} how often it was right */
    public record Bin(double from, double to, double confidence, double accuracy, int count) {
    }

    /** @param precision 0 where the class was never predicted */
    public record ClassEstimate(int id, int labels, double precision, double recall, double f1) {
    }

    /**
     * Compares judgements with labels. The calibration error is the mean distance of confidence and accuracy over bins that
     * hold equally many items: at small numbers bins of equal width would mostly measure chance.
     *
     * @param judged row i is what was thought of item i
     * @param labels of the rows; rows that are not judged are left out
     */
    public static Estimate of(Logits judged, int[] labels) {
        int classes = judged.classes();
        int[][] confusion = new int[classes][classes];
        List<double[]> outcomes = new ArrayList<>();
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = judged.best(i);
            if (best >= 0) {
                confusion[labels[i]][best]++;
                right += best == labels[i] ? 1 : 0;
                outcomes.add(new double[] {judged.prob(i, best), best == labels[i] ? 1 : 0});
            }
        }
        outcomes.sort((a, b) -> Double.compare(a[0], b[0]));
        List<Bin> bins = bins(outcomes);
        double ece = bins.stream().mapToDouble(b -> Math.abs(b.confidence - b.accuracy) * b.count).sum()
                / Math.max(1, outcomes.size());
        List<ClassEstimate> perClass = perClass(confusion);
        double f1 = perClass.stream().filter(c -> c.labels > 0).mapToDouble(ClassEstimate::f1).average().orElse(0);
        return new Estimate(outcomes.size(), Interval.of(right, outcomes.size()), f1, ece, bins, confusion, perClass);
    }

    private static List<Bin> bins(List<double[]> outcomes) {
        int n = outcomes.size();
        int count = Math.max(1, Math.min(MOST_BINS, n / LABELS_PER_BIN));
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < count && n > 0; b++) {
            List<double[]> members = outcomes.subList((int) ((long) b * n / count), (int) ((long) (b + 1) * n / count));
            bins.add(new Bin(members.get(0)[0], members.get(members.size() - 1)[0],
                    members.stream().mapToDouble(o -> o[0]).average().orElse(0),
                    members.stream().mapToDouble(o -> o[1]).average().orElse(0), members.size()));
        }
        return bins;
    }

    private static List<ClassEstimate> perClass(int[][] confusion) {
        List<ClassEstimate> list = new ArrayList<>();
        for (int c = 0; c < confusion.length; c++) {
            int id = c;
            int labels = Arrays.stream(confusion[c]).sum();
            int predicted = Arrays.stream(confusion).mapToInt(row -> row[id]).sum();
            if (labels + predicted > 0) {
                int hits = confusion[c][c];
                list.add(new ClassEstimate(c, labels, predicted == 0 ? 0 : (double) hits / predicted,
                        labels == 0 ? 0 : (double) hits / labels, 2.0 * hits / (labels + predicted)));
            }
        }
        return list;
    }
}
