package org.fastlabel.labeling.bench;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * How a measure grows with the number of labels.
 *
 * @param labels numbers of labels, ascending
 * @param values by seed, then as {@code labels}
 * @param full   what all labels of the pool give with the default head, mean over the seeds
 */
record LearningCurve(int[] labels, double[][] values, double full) {

    /** Mean over the seeds; between two measured points their straight line. */
    double mean(int at) {
        return DoubleStream.of(column(at)).average().orElseThrow();
    }

    /** Standard deviation over the seeds. */
    double deviation(int at) {
        double mean = mean(at);
        return Math.sqrt(DoubleStream.of(column(at)).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, values.length - 1));
    }

    boolean reaches(int at) {
        return at <= labels[labels.length - 1];
    }

    private double[] column(int at) {
        double[] column = new double[values.length];
        for (int s = 0; s < values.length; s++) {
            int i = 0;
            while (i < labels.length - 1 && labels[i] < at) {
                i++;
            }
            double share = i == 0 ? 0 : (double) (labels[i] - at) / (labels[i] - labels[i - 1]);
            column[s] = share <= 0 ? values[s][i] : share * values[s][i - 1] + (1 - share) * values[s][i];
        }
        return column;
    }

    /** How many labels it takes until the mean curve first reaches a share of what all labels give; empty where it never does. */
    OptionalDouble needed(double share) {
        double target = share * full;
        for (int i = 0; i < labels.length; i++) {
            double here = mean(labels[i]);
            if (here >= target) {
                double before = i == 0 ? here : mean(labels[i - 1]);
                return OptionalDouble.of(i == 0 ? labels[0]
                        : labels[i - 1] + (labels[i] - labels[i - 1]) * (target - before) / (here - before));
            }
        }
        return OptionalDouble.empty();
    }

    /** The mean of several tasks' curves, seed by seed; as long as the shortest. */
    static LearningCurve mean(List<LearningCurve> curves) {
        LearningCurve first = curves.stream().min(Comparator.comparingInt(c -> c.labels.length)).orElseThrow();
        double[][] mean = new double[first.values.length][first.labels.length];
        for (LearningCurve curve : curves) {
            for (int s = 0; s < mean.length; s++) {
                for (int i = 0; i < mean[s].length; i++) {
                    mean[s][i] += curve.values[s][i] / curves.size();
                }
            }
        }
        return new LearningCurve(first.labels, mean, curves.stream().mapToDouble(LearningCurve::full).average().orElseThrow());
    }
}
