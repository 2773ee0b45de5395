package org.fastlabel.goldennoise.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.generation.TextToImage;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.analysis.Cells;
import org.fastlabel.goldennoise.analysis.PooledNoise;

/**
 * Judged pictures of one model as numbers to learn from.
 *
 * @param noise  the noise of each picture, pooled: {@link PooledNoise}
 * @param golden of each picture
 */
record Material(Cells cells, TextToImage model, LatentShape shape, Examples noise, boolean[] golden) {

    /** Numbers of one kind that are kept in memory at most; the latest pictures are taken. */
    private static final int MOST_VALUES = 1 << 24;
    private static final int EARLY_BATCH = 16;

    /** @param judged in the order in which they were judged; those of other models are left out */
    static Material of(List<ShownImage> judged, TextToImage model) {
        Cells all = Cells.of(judged.stream().filter(i -> i.modelId().equals(model.id()) && i.noiseVersion() == InitialNoise.VERSION).toList());
        if (all.size() == 0) {
            return new Material(all, model, null, null, new boolean[0]);
        }
        GenerationParameters size = all.images().get(0).parameters();
        LatentShape shape = model.latentShape(size.width(), size.height());
        int most = MOST_VALUES / PooledNoise.shape(shape).size();
        Cells cells = all.size() <= most ? all : Cells.of(all.images().subList(all.size() - most, all.size()));
        float[][] bySeed = cells.seeds().stream().map(seed -> PooledNoise.of(InitialNoise.of(seed, shape), shape)).toArray(float[][]::new);
        float[][] noise = IntStream.of(cells.seed()).mapToObj(s -> bySeed[s]).toArray(float[][]::new);
        float[][] described = cells.prompts().stream().map(model::describe).toArray(float[][]::new);
        boolean[] golden = new boolean[cells.size()];
        IntStream.range(0, golden.length).forEach(i -> golden[i] = cells.golden(i));
        return new Material(cells, model, shape, new Examples(noise, described, cells.prompt()), golden);
    }

    GenerationParameters parameters() {
        return cells.images().get(cells.size() - 1).parameters();
    }

    /** The same pictures, in place of the noise by what the model foresaw after its first step. @param progress called with the number of prompts that are done */
    Examples early(IntConsumer progress, BooleanSupplier cancelled) {
        float[][] features = new float[cells.size()][];
        List<int[]> groups = cells.byPrompt();
        for (int p = 0; p < groups.size(); p++) {
            int[] group = groups.get(p);
            for (int from = 0; from < group.length; from += EARLY_BATCH) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                int[] some = Arrays.copyOfRange(group, from, Math.min(group.length, from + EARLY_BATCH));
                List<float[]> noises = new ArrayList<>();
                IntStream.of(some).forEach(i -> noises.add(InitialNoise.of(cells.images().get(i).seed(), shape)));
                List<float[]> seen = model.early(cells.prompts().get(p), noises, cells.images().get(some[0]).parameters());
                IntStream.range(0, some.length).forEach(k -> features[some[k]] = PooledNoise.of(seen.get(k), shape));
            }
            progress.accept(p + 1);
        }
        return new Examples(features, noise.described(), noise.prompt());
    }
}
