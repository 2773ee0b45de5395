package org.fastlabel.labeling.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Curves of several competitors on several data sets, in words and numbers. */
final class LearningReport {

    static final int[] BUDGETS = {20, 50, 100, 200, 500};
    private static final double[] SHARES = {0.9, 0.95};

    private final String ours;
    private final String random;
    private final String baseline;

    LearningReport(String ours, String random, String baseline) {
        this.ours = ours;
        this.random = random;
        this.baseline = baseline;
    }

    /** @param curves by name of the competitor */
    String table(String title, String measure, Map<String, LearningCurve> curves) {
        StringBuilder out = new StringBuilder(String.format("%n%s: %s, mean ± standard deviation of %d seeds; all labels give %.3f%n", title,
                measure, curves.get(ours).values().length, curves.get(ours).full()));
        out.append(String.format("%-26s", "labels"));
        for (int budget : BUDGETS) {
            out.append(String.format(" %13d", budget));
        }
        out.append("   needed for 90 %   95 % of that\n");
        curves.forEach((name, curve) -> {
            out.append(String.format("%-26s", name));
            for (int budget : BUDGETS) {
                out.append(curve.reaches(budget) ? String.format(Locale.ROOT, " %.3f ± %.3f", curve.mean(budget), curve.deviation(budget))
                        : String.format(" %13s", "-"));
            }
            out.append(String.format("   %15s %6s%n", count(curve, SHARES[0]), count(curve, SHARES[1])));
        });
        return out.append(verdict(curves)).toString();
    }

    private static String count(LearningCurve curve, double share) {
        OptionalDouble needed = curve.needed(share);
        return needed.isPresent() ? String.format(Locale.ROOT, "%.0f", needed.getAsDouble())
                : ">" + curve.labels()[curve.labels().length - 1];
    }

    private String verdict(Map<String, LearningCurve> curves) {
        LearningCurve our = curves.get(ours);
        List<String> parts = new ArrayList<>();
        for (String other : List.of(random, baseline)) {
            for (double share : SHARES) {
                parts.add(String.format(Locale.ROOT, "%s %.0f %%: %s", other, 100 * share, ratio(our, curves.get(other), share)));
            }
        }
        double worst = 0;
        for (int labels : our.labels()) {
            worst = Math.max(worst, curves.get(random).mean(labels) - our.mean(labels));
        }
        return String.format(Locale.ROOT, "labels needed, %s / %s; at worst %.1f points below %s%n", ours, String.join(", ", parts),
                100 * worst, random);
    }

    /** Where the other never gets there, the ratio is below what its last number of labels gives. */
    private static String ratio(LearningCurve our, LearningCurve other, double share) {
        if (our.needed(share).isEmpty()) {
            return "never reached";
        }
        double most = other.labels()[other.labels().length - 1];
        return String.format(Locale.ROOT, "%s%.2f", other.needed(share).isPresent() ? "" : "<",
                our.needed(share).getAsDouble() / other.needed(share).orElse(most));
    }

    /** Every measured point of every seed. */
    static void csv(Path file, List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("data,task,competitor,seed,labels,accuracy,macro_f1"));
        all.addAll(lines);
        Files.createDirectories(file.getParent());
        Files.write(file, all);
    }
}
