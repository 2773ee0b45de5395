package org.fastlabel.it.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fastlabel.dataset.sample.Portrait;
import org.fastlabel.dataset.sample.SamplePortraits;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.media.image.PngWriter;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast the loop is at 30,000 items, through HTTP on one machine, thumbnails left out. Printed, never asserted. Beside each
 * figure stands its ratio to the plain way of doing the same, measured in the same run: asking for every item's prediction and
 * choosing in the client.
 */
@Tag("bench")
class LoopBench {

    private static final int ROUNDS = 20;
    private static final int COLUMNS = 200;
    private static final int ROWS = 150;

    private static Server server;
    private static Labelling annotator;

    @BeforeAll
    static void start() throws IOException {
        server = Server.start("bench", Map.of());
        Path sheet = sheet(server.data().resolve("portraits.png"));
        annotator = new Labelling(server);
        annotator.sprite(sheet, SamplePortraits.SIZE);
        long begin = System.nanoTime();
        annotator.embedded();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%n%d cores; 30,000 items embedded in %.0f s, %.0f a second%n", Runtime.getRuntime().availableProcessors(),
                seconds, COLUMNS * ROWS / seconds);
    }

    /** 30,000 portraits that the sample does not hold, on one sheet. */
    private static Path sheet(Path file) throws IOException {
        int side = SamplePortraits.SIZE;
        byte[] rgb = new byte[COLUMNS * side * ROWS * side * 3];
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            byte[] tile = SamplePortraits.draw(portrait(i)).rgb();
            for (int y = 0; y < side; y++) {
                System.arraycopy(tile, y * side * 3, rgb, ((i / COLUMNS * side + y) * COLUMNS + i % COLUMNS) * side * 3, side * 3);
            }
        }
        return Files.write(file, PngWriter.write(new Raster(COLUMNS * side, ROWS * side, rgb)));
    }

    private static Portrait portrait(int i) {
        return SamplePortraits.attributes(SamplePortraits.COUNT + i);
    }

    @Test
    void submitAndNextBatch() {
        System.out.printf("%n%-24s %10s %10s %14s%n", "submit + next batch", "median ms", "p95 ms", "plain way is");
        double plain = median(plainRounds());
        for (String strategy : List.of("random", "kmeans", "borderline", "easy_pos", "easy_neg")) {
            double[] ms = new double[ROUNDS];
            List<JsonObject> items = next(strategy);
            for (int r = -2; r < ROUNDS; r++) {
                long begin = System.nanoTime();
                submit(items);
                items = next(strategy);
                if (r >= 0) {
                    ms[r] = (System.nanoTime() - begin) / 1e6;
                }
            }
            System.out.printf("%-24s %10.0f %10.0f %13.1fx%n", strategy, median(ms), percentile(ms, 0.95), plain / median(ms));
        }
    }

    private static double[] plainRounds() {
        double[] ms = new double[5];
        for (int r = 0; r < ms.length; r++) {
            List<JsonObject> items = next("random");
            long begin = System.nanoTime();
            submit(items);
            annotator.items();
            ms[r] = (System.nanoTime() - begin) / 1e6;
        }
        return ms;
    }

    @Test
    void wholeAutolabelView() {
        double[] ms = new double[5];
        for (int r = 0; r < ms.length; r++) {
            submit(next("random"));
            long begin = System.nanoTime();
            int items = annotator.items().size();
            ms[r] = (System.nanoTime() - begin) / 1e6;
            if (items != COLUMNS * ROWS) {
                throw new IllegalStateException(items + " items");
            }
        }
        System.out.printf("%nauto-label view of 30,000 after a submit: median %.0f ms, longest %.0f ms%n", median(ms), percentile(ms, 1));
    }

    private static List<JsonObject> next(String strategy) {
        return annotator.api().get("next_batch", Map.of("strategy", strategy, "batch_size", 24, "images", false)).ok()
                .getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private static void submit(List<JsonObject> items) {
        JsonArrayBuilder labels = Json.createArrayBuilder();
        for (JsonObject item : items) {
            int tile = Integer.parseInt(item.getString("filename").substring("tile-".length()));
            labels.add(Json.createObjectBuilder().add("id", item.getInt("id")).add("label", portrait(tile).smiling() ? 1 : 0));
        }
        annotator.api().post("submit_labels", labels.build()).ok();
    }

    private static double median(double[] values) {
        return percentile(values, 0.5);
    }

    private static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }

    @AfterAll
    static void stop() {
        server.close();
    }
}
