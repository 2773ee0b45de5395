package org.fastlabel.goldennoise.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.fastlabel.api.Conflict;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.Verdict;
import org.fastlabel.goldennoise.analysis.AnalysisResult.Clusters;
import org.fastlabel.goldennoise.analysis.AnalysisResult.Expected;
import org.fastlabel.goldennoise.analysis.AnalysisResult.PlottedMap;
import org.fastlabel.goldennoise.analysis.AnalysisResult.Published;
import org.fastlabel.goldennoise.analysis.NoiseTests.Difference;

/** All steps of an analysis, one after another. Knows nothing of containers; the same record gives the same result. */
final class Analysis {

    /** Seeds that are listed at most, those with the least p. */
    private static final int MOST_SEEDS = 500;
    private static final int SEED = 1;
    /** How much of the layout the seed decides, as published for two models; to be compared with, not the same quantity. */
    private static final List<Published> PUBLISHED = List.of(new Published("SDXL", 0.54), new Published("FLUX.1-dev", 0.05));

    private final Cells cells;
    private final Progress progress;

    /** @param maps to be kept beside the result, as they take more room */
    record Outcome(AnalysisResult result, List<PlottedMap> maps) {
    }

    private Analysis(Cells cells, Progress progress) {
        this.cells = cells;
        this.progress = progress;
    }

    /**
     * @param judged in the order in which they were judged
     * @param source where latents and picture embeddings come from
     * @throws Conflict with code {@code nothing-judged}
     */
    static Outcome of(List<ShownImage> judged, String session, MapSource source, Instant now, Progress progress) {
        Cells cells = Cells.of(judged);
        if (cells.size() == 0) {
            throw new Conflict("nothing-judged", "There is nothing to analyse yet: choose golden pictures in the workbench first.");
        }
        return new Analysis(cells, progress).run(session, source, now);
    }

    private Outcome run(String session, MapSource source, Instant now) {
        at("gate");
        SeedEffect effect = SeedEffect.of(cells, new SplittableRandom(SEED), progress);
        at("noise");
        Optional<LatentShape> shape = source.shape(cells);
        float[][] noises = shape.map(this::noises).orElse(null);
        AnalysisResult.Noise noise = shape.map(s -> noise(new NoiseStatistics(s))).orElse(new AnalysisResult.Noise(List.of(), List.of(), 0, 0));
        at("across");
        AcrossPrompts across = AcrossPrompts.of(cells, new SplittableRandom(SEED), progress);
        at("clusters");
        double[][] places = noises == null || noises.length < Maps.LEAST ? null : Maps.reduced(noises);
        GoldenClusters clusters = places == null ? null : GoldenClusters.of(cells, places, new SplittableRandom(SEED), progress);
        at("maps");
        Mapping mapping = new Mapping(cells, clusters, progress);
        if (places != null) {
            mapping.noise(noises, places);
        }
        mapping.pictures(source);
        if (progress.getAsBoolean()) {
            throw new CancellationException();
        }
        return new Outcome(new AnalysisResult(now, cells.images().get(0).modelId(), session, judged(effect), gate(effect), noise, across(across),
                clusters(clusters), mapping.cards()), mapping.maps());
    }

    private void at(String step) {
        if (progress.getAsBoolean()) {
            throw new CancellationException();
        }
        List<String> steps = List.of("gate", "noise", "across", "clusters", "maps");
        progress.at(step, steps.indexOf(step), steps.size());
    }

    private float[][] noises(LatentShape shape) {
        return cells.seeds().stream().map(seed -> PooledNoise.of(InitialNoise.of(seed, shape), shape)).toArray(float[][]::new);
    }

    private AnalysisResult.Judged judged(SeedEffect effect) {
        return new AnalysisResult.Judged(cells.size(), count(Verdict.GOLDEN), count(Verdict.BAD), count(Verdict.NEITHER), cells.prompts().size(),
                cells.seeds().size(), effect.cells());
    }

    private int count(Verdict verdict) {
        return (int) cells.images().stream().filter(i -> i.verdict() == verdict).count();
    }

    private static AnalysisResult.Gate gate(SeedEffect e) {
        return new AnalysisResult.Gate(e.seed(), e.prompt(), e.interaction(), e.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                e.prompts(), e.seeds(), PUBLISHED);
    }

    private AnalysisResult.Noise noise(NoiseStatistics statistics) {
        LatentShape shape = statistics.shape();
        List<Difference> found = NoiseTests.of(cells, statistics.list(), s -> statistics.of(InitialNoise.of(cells.seeds().get(s), shape)));
        List<AnalysisResult.Moment> moments = new ArrayList<>();
        List<AnalysisResult.Ring> rings = new ArrayList<>();
        for (Difference d : found) {
            NoiseStatistics.Statistic of = d.of();
            if (of.band() < 0) {
                moments.add(new AnalysisResult.Moment(of.channel(), of.name(), d.golden(), d.other(), d.effect(), d.p(), d.q()));
            } else {
                rings.add(new AnalysisResult.Ring(of.channel() < 0 ? null : of.channel(), of.band(), of.from(), of.to(), d.golden(), d.other(),
                        d.effect(), d.p(), d.q()));
            }
        }
        return new AnalysisResult.Noise(moments, rings, found.size(), (int) found.stream().filter(d -> d.q() < 0.05).count());
    }

    private static AnalysisResult.Across across(AcrossPrompts a) {
        List<AnalysisResult.Seed> seeds = a.seeds().stream().limit(MOST_SEEDS)
                .map(s -> new AnalysisResult.Seed(Long.toString(s.seed()), s.golden(), s.shown(), s.share(), s.p(), s.q())).toList();
        return a.best() == null ? new AnalysisResult.Across(seeds, null, null, null)
                : new AnalysisResult.Across(seeds, a.best().observed(), new Expected(a.best().mean(), a.best().high()), a.best().p());
    }

    private static Clusters clusters(GoldenClusters c) {
        return c == null ? null : new Clusters(c.k(), c.silhouette(), c.silhouetteNull(), c.p(), c.members().stream()
                .map(m -> new AnalysisResult.Member(m.cluster(), m.golden(), m.shown(), m.share(), m.p(), m.q())).toList());
    }
}
