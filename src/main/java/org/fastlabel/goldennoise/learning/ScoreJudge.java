package org.fastlabel.goldennoise.learning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.Verdict;
import org.fastlabel.media.image.Raster;

/**
 * Stands in for the people who judged, where pictures are new: P(golden) from how far a picture's score is above the mean score of its
 * prompt's judged pictures, by logistic regression on the record. It knows of a person's taste what the score knows.
 */
final class ScoreJudge implements PictureJudge {

    /** How well pictures fit a text, such as CLIP's cosine. */
    interface Scores {

        double[] of(String prompt, List<Raster> pictures);
    }

    private final Scores scores;
    private final Map<String, Double> means;
    private final double mean;
    private final double scale;
    private final LogisticCurve curve;

    private ScoreJudge(Scores scores, Map<String, Double> means, double mean, double scale, LogisticCurve curve) {
        this.scores = scores;
        this.means = means;
        this.mean = mean;
        this.scale = scale;
        this.curve = curve;
    }

    /** @return null where fewer than 20 of the judged pictures have a score */
    static ScoreJudge of(List<ShownImage> judged, Scores scores) {
        List<ShownImage> scored = judged.stream().filter(i -> i.clipScore() != null).toList();
        if (scored.size() < 20) {
            return null;
        }
        Map<String, double[]> sums = new HashMap<>();
        scored.forEach(i -> {
            double[] sum = sums.computeIfAbsent(i.prompt().strip(), none -> new double[2]);
            sum[0] += i.clipScore();
            sum[1]++;
        });
        Map<String, Double> means = new HashMap<>();
        sums.forEach((prompt, sum) -> means.put(prompt, sum[0] / sum[1]));
        double[] above = scored.stream().mapToDouble(i -> i.clipScore() - means.get(i.prompt().strip())).toArray();
        double scale = Math.max(1e-9, Math.sqrt(Arrays.stream(above).map(d -> d * d).average().orElse(1)));
        double[] x = Arrays.stream(above).map(d -> d / scale).toArray();
        boolean[] golden = new boolean[x.length];
        IntStream.range(0, x.length).forEach(i -> golden[i] = scored.get(i).verdict() == Verdict.GOLDEN);
        double mean = scored.stream().mapToDouble(ShownImage::clipScore).average().orElse(0);
        return new ScoreJudge(scores, means, mean, scale, LogisticCurve.fit(x, golden));
    }

    @Override
    public String name() {
        return "clip";
    }

    @Override
    public double[] golden(String prompt, List<Raster> pictures) {
        double usual = means.getOrDefault(prompt, mean);
        return Arrays.stream(scores.of(prompt, pictures)).map(s -> curve.at((s - usual) / scale)).toArray();
    }
}
