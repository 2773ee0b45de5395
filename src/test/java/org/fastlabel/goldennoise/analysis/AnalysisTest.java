package org.fastlabel.goldennoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.RecordJson;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.goldennoise.ShownImage;
import org.junit.jupiter.api.Test;

class AnalysisTest {

    private static final MapSource SOURCE = new MapSource() {

        @Override
        public Optional<LatentShape> shape(Cells cells) {
            return Optional.of(new LatentShape(2, 4, 4));
        }

        @Override
        public Optional<float[][]> early(List<ShownImage> images, Progress progress) {
            return Optional.empty();
        }

        @Override
        public Optional<float[][]> embeddings(List<ShownImage> images, Progress progress) {
            float[][] rows = images.stream().map(i -> new float[] {i.seed() % 5, i.promptId(), i.seed()}).toArray(float[][]::new);
            rows[3] = null;
            return Optional.of(rows);
        }
    };

    private final List<String> steps = new ArrayList<>();
    private final Progress progress = new Progress() {

        @Override
        public void at(String step, int done, int total) {
            steps.add(step);
        }

        @Override
        public boolean getAsBoolean() {
            return steps.contains("stop");
        }
    };

    private static List<ShownImage> judged(int prompts, int seeds) {
        RandomGenerator random = new SplittableRandom(1);
        List<ShownImage> images = new ArrayList<>();
        for (int p = 0; p < prompts; p++) {
            for (int s = 0; s < seeds; s++) {
                images.add(Planted.image("prompt " + p, s < seeds / 2 ? s : p * 1000L + s, random.nextDouble() < (s < 4 ? 0.9 : 0.2)));
            }
        }
        return images;
    }

    /** As the page reads it. */
    @Test
    void answersInTheAgreedForm() {
        Analysis.Outcome found = Analysis.of(judged(12, 24), null, SOURCE, Instant.EPOCH, progress);
        JsonObject json = Json.createReader(new StringReader(RecordJson.of(found.result()))).readObject();
        assertEquals(288, json.getJsonObject("judged").getInt("images"));
        assertEquals(144, json.getJsonObject("judged").getInt("crossed_cells"));
        JsonObject gate = json.getJsonObject("gate");
        assertEquals("clear", gate.getString("verdict"));
        assertTrue(gate.getJsonObject("seed").getJsonNumber("low").doubleValue() > 0.05);
        assertTrue(gate.getJsonObject("interaction").isNull("p"));
        assertEquals(0.54, gate.getJsonArray("published").getJsonObject(0).getJsonNumber("share").doubleValue());
        JsonObject noise = json.getJsonObject("noise");
        assertEquals(noise.getJsonArray("channels").size() + noise.getJsonArray("frequencies").size(), noise.getInt("tests"));
        assertTrue(Long.parseLong(json.getJsonObject("across").getJsonArray("seeds").getJsonObject(0).getString("seed")) < 4);
        assertFalse(json.getJsonObject("clusters").getJsonArray("members").isEmpty());
        assertEquals(4, json.getJsonArray("maps").size());
        assertEquals(List.of("gate", "noise", "across", "clusters", "maps"), steps.stream().distinct().toList());
    }

    @Test
    void mapsHaveAPointPerSeedOrPicture() {
        Analysis.Outcome found = Analysis.of(judged(12, 12), null, SOURCE, Instant.EPOCH, progress);
        assertEquals(6 + 72, found.maps().get(0).points().size());
        assertEquals("noise", found.maps().get(0).of());
        assertEquals("tsne", found.maps().get(0).method());
        assertEquals(143, found.maps().get(2).points().size(), "the picture that cannot be read is left out");
        AnalysisResult.Point point = found.maps().get(0).points().get(0);
        assertEquals("/api/golden/images/batch/0.png", point.image());
        assertEquals("golden", point.verdict());
    }

    @Test
    void littleIsAnalysedAsFarAsItGoes() {
        Analysis.Outcome found = Analysis.of(judged(1, 4), "one", SOURCE, Instant.EPOCH, progress);
        assertEquals("too-few", found.result().gate().verdict());
        assertTrue(found.result().across().seeds().isEmpty());
        assertEquals(null, found.result().clusters());
        assertFalse(RecordJson.of(found.result()).contains("NaN"));
        assertEquals("nothing-judged", assertThrows(Conflict.class, () -> Analysis.of(List.of(), null, SOURCE, Instant.EPOCH, progress)).code());
    }

    @Test
    void largeRecordsAreSampled() {
        List<ShownImage> many = new ArrayList<>();
        for (int i = 0; i < 2600; i++) {
            many.add(Planted.image("prompt " + i / 13, i, i % 13 < 4));
        }
        Cells cells = Cells.of(many);
        int[] some = Mapping.sample(cells, IntStream.range(0, cells.size()).toArray());
        assertEquals(Mapping.MOST, some.length, 3);
        assertEquals(4 / 13.0, IntStream.of(some).filter(cells::golden).count() / (double) some.length, 0.01);
        assertEquals(some.length, IntStream.of(some).distinct().count());
    }

    @Test
    void canBeCancelled() {
        steps.add("stop");
        assertThrows(CancellationException.class, () -> Analysis.of(judged(12, 12), null, SOURCE, Instant.EPOCH, progress));
    }
}
