package org.fastlabel.goldennoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.Verdict;
import org.fastlabel.goldennoise.analysis.AnalysisResult.MapCard;
import org.fastlabel.goldennoise.analysis.AnalysisResult.PlottedMap;
import org.fastlabel.goldennoise.analysis.AnalysisResult.Point;

/** Lays out noise, early latents and pictures: of more than {@value #MOST} a sample in which the verdicts keep their shares. */
final class Mapping {

    static final int MOST = 2000;
    private static final int NEIGHBOURS = 10;

    private final Cells cells;
    private final GoldenClusters clusters;
    private final Progress progress;
    private final List<MapCard> cards = new ArrayList<>();
    private final List<PlottedMap> maps = new ArrayList<>();

    /** @param clusters or null */
    Mapping(Cells cells, GoldenClusters clusters, Progress progress) {
        this.cells = cells;
        this.clusters = clusters;
        this.progress = progress;
    }

    List<MapCard> cards() {
        return cards;
    }

    List<PlottedMap> maps() {
        return maps;
    }

    /** A seed is one point, however many prompts it was shown for; its picture is one that it was golden in, where it was golden often. */
    void noise(float[][] rows, double[][] reduced) {
        double[] excess = cells.excess();
        List<int[]> bySeed = cells.bySeed();
        int[] shown = IntStream.range(0, rows.length).map(s -> IntStream.of(bySeed.get(s))
                .filter(i -> cells.golden(i) == excess[s] > 1e-9).findFirst().orElse(bySeed.get(s)[0])).toArray();
        int[] some = sample(cells, shown);
        lay("noise", Arrays.stream(some).map(k -> shown[k]).toArray(), Arrays.stream(some).mapToObj(k -> reduced[k]).toArray(double[][]::new));
    }

    void pictures(MapSource source) {
        int[] all = IntStream.range(0, cells.size()).toArray();
        int[] some = sample(cells, all);
        List<ShownImage> images = Arrays.stream(some).mapToObj(i -> cells.images().get(i)).toList();
        progress.at("maps", 0, 3);
        source.early(images, progress).ifPresent(rows -> lay("early", some, rows));
        progress.at("maps", 1, 3);
        source.embeddings(images, progress).ifPresent(rows -> lay("image", some, rows));
    }

    /** Of at most {@value #MOST} places in {@code cellOf}; verdicts keep their shares. */
    static int[] sample(Cells cells, int[] cellOf) {
        if (cellOf.length <= MOST) {
            return IntStream.range(0, cellOf.length).toArray();
        }
        List<Integer> chosen = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            int[] those = IntStream.range(0, cellOf.length).filter(k -> cells.images().get(cellOf[k]).verdict() == verdict).toArray();
            int count = (int) ((long) those.length * MOST / cellOf.length);
            IntStream.of(GoldenClusters.pick(those.length, count, new SplittableRandom(verdict.ordinal()))).forEach(k -> chosen.add(those[k]));
        }
        return chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private void lay(String of, int[] cellOf, float[][] rows) {
        int[] there = IntStream.range(0, rows.length).filter(k -> rows[k] != null).toArray();
        if (there.length >= Maps.LEAST) {
            lay(of, Arrays.stream(there).map(k -> cellOf[k]).toArray(),
                    Maps.reduced(Arrays.stream(there).mapToObj(k -> rows[k]).toArray(float[][]::new)));
        }
    }

    private void lay(String of, int[] cellOf, double[][] reduced) {
        if (cellOf.length >= Maps.LEAST) {
            add(of, "tsne", cellOf, reduced, Maps.tsne(reduced, progress));
            add(of, "umap", cellOf, reduced, Maps.umap(reduced, progress));
        }
    }

    private void add(String of, String method, int[] cellOf, double[][] reduced, double[][] map) {
        int neighbours = Math.min(NEIGHBOURS, (map.length - 1) / 2 - 1);
        cards.add(new MapCard(of, method, Trustworthiness.of(reduced, map, neighbours), map.length));
        maps.add(new PlottedMap(of, method, IntStream.range(0, map.length).mapToObj(k -> point(cellOf[k], map[k])).toList()));
    }

    private Point point(int cell, double[] at) {
        ShownImage image = cells.images().get(cell);
        return new Point(at[0], at[1], "/api/golden/images/" + image.batchId() + "/" + image.seed() + ".png", Long.toString(image.seed()),
                image.promptId(), image.prompt(), image.verdict().name().toLowerCase(Locale.ROOT),
                clusters == null ? null : clusters.ofSeed()[cells.seed()[cell]]);
    }
}
