package org.fastlabel.goldennoise.analysis;

import java.time.Instant;
import java.util.List;

/**
 * What an analysis found, as it is sent and kept.
 *
 * @param session null: all sessions
 * @param clusters null where too few seeds are golden for it
 */
public record AnalysisResult(Instant at, String model, String session, Judged judged, Gate gate, Noise noise, Across across, Clusters clusters,
        List<MapCard> maps) {

    public record Judged(int images, int golden, int bad, int neither, int prompts, int seeds, int crossedCells) {
    }

    /** @param verdict too-few, none, weak or clear; with too-few, the shares are null */
    public record Gate(SeedEffect.Share seed, SeedEffect.Share prompt, SeedEffect.Share interaction, String verdict, int prompts, int seeds,
            List<Published> published) {
    }

    /** A figure of a published study, of how much of the layout of pictures the seed decides. */
    public record Published(String model, double share) {
    }

    public record Noise(List<Moment> channels, List<Ring> frequencies, int tests, int significant) {
    }

    public record Moment(int channel, String statistic, double golden, double other, double effect, double p, double q) {
    }

    /** @param channel null: mean over all channels */
    public record Ring(Integer channel, int band, double from, double to, double golden, double other, double effect, double p, double q) {
    }

    /** @param bestObserved share of golden of the best seed; null where no seed was judged under several prompts */
    public record Across(List<Seed> seeds, Double bestObserved, Expected bestExpected, Double p) {
    }

    public record Seed(String seed, int golden, int shown, double share, double p, double q) {
    }

    public record Expected(double mean, double high) {
    }

    public record Clusters(int k, double silhouette, double silhouetteNull, double p, List<Member> members) {
    }

    public record Member(int cluster, int golden, int shown, double share, double p, double q) {
    }

    /** @param of noise, early or image @param method tsne or umap */
    public record MapCard(String of, String method, double trustworthiness, int points) {
    }

    /** @param image where the picture is found @param cluster null where there are none */
    public record Point(double x, double y, String image, String seed, long promptId, String prompt, String verdict, Integer cluster) {
    }

    public record PlottedMap(String of, String method, List<Point> points) {
    }
}
