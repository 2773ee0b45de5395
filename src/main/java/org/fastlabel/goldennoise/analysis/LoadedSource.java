package org.fastlabel.goldennoise.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.embedding.ClipSpace;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.generation.TextToImage;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.media.image.Raster;

/** From the models that are loaded. @param model and {@code eye}: empty where there is none @param reader of a picture's file */
record LoadedSource(Optional<TextToImage> model, Optional<ClipSpace> eye, Function<ShownImage, Raster> reader) implements MapSource {

    private static final int BATCH = 16;
    /** A first step of a large model costs seconds; so many pictures of such a model are looked at, spread over all. */
    private static final int LARGE = 1 << 14;
    private static final int MOST_LARGE = 200;

    @Override
    public Optional<LatentShape> shape(Cells cells) {
        GenerationParameters size = cells.images().get(0).parameters();
        return cells.images().get(0).noiseVersion() != InitialNoise.VERSION ? Optional.empty()
                : model.filter(m -> m.id().equals(cells.images().get(0).modelId())).map(m -> m.latentShape(size.width(), size.height()));
    }

    @Override
    public Optional<float[][]> early(List<ShownImage> images, Progress progress) {
        Optional<TextToImage> maker = model.filter(m -> m.id().equals(images.get(0).modelId()));
        if (maker.isEmpty() || images.get(0).noiseVersion() != InitialNoise.VERSION) {
            return Optional.empty();
        }
        GenerationParameters size = images.get(0).parameters();
        LatentShape shape = maker.get().latentShape(size.width(), size.height());
        int every = shape.size() > LARGE ? (images.size() + MOST_LARGE - 1) / MOST_LARGE : 1;
        record Asked(String prompt, GenerationParameters parameters) {
        }
        Map<Asked, List<Integer>> groups = new LinkedHashMap<>();
        IntStream.range(0, images.size()).filter(i -> i % every == 0)
                .forEach(i -> groups.computeIfAbsent(new Asked(images.get(i).prompt(), images.get(i).parameters()), none -> new ArrayList<>()).add(i));
        float[][] rows = new float[images.size()][];
        groups.forEach((asked, all) -> {
            for (int from = 0; from < all.size(); from += BATCH) {
                stop(progress);
                List<Integer> some = all.subList(from, Math.min(all.size(), from + BATCH));
                List<float[]> seen = maker.get().early(asked.prompt, some.stream().map(i -> InitialNoise.of(images.get(i).seed(), shape)).toList(),
                        asked.parameters);
                IntStream.range(0, some.size()).forEach(k -> rows[some.get(k)] = PooledNoise.of(seen.get(k), shape));
            }
        });
        return Optional.of(rows);
    }

    @Override
    public Optional<float[][]> embeddings(List<ShownImage> images, Progress progress) {
        return eye.map(space -> {
            float[][] rows = new float[images.size()][];
            for (int from = 0; from < rows.length; from += BATCH) {
                stop(progress);
                List<Integer> there = new ArrayList<>();
                List<Raster> pictures = new ArrayList<>();
                for (int i = from; i < Math.min(rows.length, from + BATCH); i++) {
                    try {
                        pictures.add(reader.apply(images.get(i)));
                        there.add(i);
                    } catch (FastLabelException unreadable) {
                        continue;
                    }
                }
                float[][] seen = there.isEmpty() ? new float[0][] : space.pictures(pictures);
                IntStream.range(0, seen.length).forEach(k -> rows[there.get(k)] = seen[k]);
            }
            return rows;
        });
    }

    private static void stop(Progress progress) {
        if (progress.getAsBoolean()) {
            throw new CancellationException();
        }
    }
}
