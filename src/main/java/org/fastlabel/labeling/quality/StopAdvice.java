package org.fastlabel.labeling.quality;

import java.util.List;
import java.util.Optional;

/**
 * Whether it is worth to go on: what the next 100 labels can be expected to add to the accuracy. The error of most learners
 * falls with a power of the number of labels (Hestness et al. 2017), so a line is fitted to the logarithms, later points
 * counting more.
 *
 * @param gain of accuracy by {@link #MORE} further labels; {@code low} and {@code high} are where it lies with a good 90 % of
 *             certainty as far as the scatter of the measured points says
 * @param stop whether even {@code high} is less than half a point, and the accuracy is known well enough to say so
 */
public record StopAdvice(double gain, double low, double high, boolean stop) {

    /** How many further labels the advice is about. */
    public static final int MORE = 100;

    private static final double HALF_A_POINT = 0.005;
    /** Wider, the interval of the accuracy holds better and worse stories. */
    private static final double WELL_KNOWN = 0.1;
    private static final int LEAST_POINTS = 4;
    private static final int LEAST_LABELS = 50;
    /** Student's t for 90 % two-sided is between 2.9 (2 degrees of freedom) and 1.65; this errs to the careful side. */
    private static final double BAND = 2.1;

    /** A measured point. @param error 1 - accuracy, 0 to 1 @param width of the accuracy's 95 % interval */
    public record Point(int labels, double error, double width) {
    }

    /** @param curve ascending by labels; empty where it is too early to say */
    public static Optional<StopAdvice> of(List<Point> curve) {
        if (curve.size() < LEAST_POINTS || curve.get(curve.size() - 1).labels < LEAST_LABELS) {
            return Optional.empty();
        }
        // log error = a + b log labels, weighted by labels: the interval of an accuracy narrows with its number of trials.
        double w = 0;
        double x = 0;
        double y = 0;
        for (Point p : curve) {
            w += p.labels;
            x += p.labels * Math.log(p.labels);
            y += p.labels * logError(p);
        }
        x /= w;
        y /= w;
        double xx = 0;
        double xy = 0;
        for (Point p : curve) {
            double dx = Math.log(p.labels) - x;
            xx += p.labels * dx * dx;
            xy += p.labels * dx * (logError(p) - y);
        }
        if (xx <= 0) {
            return Optional.empty();
        }
        double slope = xy / xx;
        double residual = 0;
        for (Point p : curve) {
            double r = logError(p) - y - slope * (Math.log(p.labels) - x);
            residual += p.labels * r * r;
        }
        double slopeError = Math.sqrt(residual / xx / (curve.size() - 2));
        if (slope > slopeError) {
            // Errors that grow are those of harder and harder labels; they say nothing of the data set.
            return Optional.empty();
        }
        int now = curve.get(curve.size() - 1).labels;
        double error = Math.exp(y + Math.min(0, slope) * (Math.log(now) - x));
        double low = gain(error, slope + BAND * slopeError, now);
        double high = gain(error, slope - BAND * slopeError, now);
        return Optional.of(new StopAdvice(gain(error, slope, now), low, high, high < HALF_A_POINT && curve.get(curve.size() - 1).width <= WELL_KNOWN));
    }

    /** An error of 0 in n trials is not less than about half an error in n. */
    private static double logError(Point p) {
        return Math.log(Math.max(p.error, 0.5 / p.labels));
    }

    private static double gain(double error, double slope, int now) {
        return error * (1 - Math.pow((now + (double) MORE) / now, Math.min(0, slope)));
    }
}
