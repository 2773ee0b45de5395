package org.fastlabel.hub.stats;

import java.util.List;
import java.util.Map;

/** Statistics of a data set as they are answered. */
public record StatsView(long datasetId, long total, Map<String, Long> byStatus, long labeled, long unlabeled, Map<String, Long> byLabel,
                        List<Person> byAnnotator, List<Day> throughput, Agreed agreement, Prelabel prelabel) {

    public record Score(long right, long of) {
    }

    /**
     * @param labeled   of the tasks given to this person those that are labelled, by whomever
     * @param answered  labels this person gave
     * @param agreement share of answers that are as others' to the same tasks; null where nobody else answered
     */
    public record Person(String username, long assigned, long open, long labeled, long answered, long skipped, Double medianSeconds,
                         Score gold, Double agreement) {
    }

    public record Day(String day, long labeled) {
    }

    public record Kappa(String a, String b, Double kappa, long n) {
    }

    public record Agreed(Double alpha, List<Kappa> pairs, long tasks) {
    }

    public record Accuracy(long right, long of, double share, double low, double high) {
    }

    public record DayScore(String day, long right, long of) {
    }

    public record ModelScore(String model, long right, long of) {
    }

    /** How often people say what was proposed when they see it, and when they do not. */
    public record Anchoring(Score shown, Score hidden) {
    }

    public record Prelabel(Accuracy accuracy, List<DayScore> byDay, List<ModelScore> byModel, Anchoring anchoring) {
    }

    /** One person's own, as {@link Person}. @param today labels given since midnight UTC */
    public record Mine(String username, Long datasetId, long assigned, long open, long imported, long labeled, long answered, long skipped, long today,
                       Double medianSeconds, Score gold, Map<String, Long> byLabel, List<Day> throughput) {
    }
}
