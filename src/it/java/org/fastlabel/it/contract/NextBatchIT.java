package org.fastlabel.it.contract;

import static org.fastlabel.it.Labelling.truth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextBatchIT {

    private static final Set<String> FIELDS = Set.of("items", "batch_type", "data_type", "undo_available", "labeled_count",
            "unlabeled_count");

    private final Labelling labelling = new Labelling(Server.shared());

    @BeforeEach
    void freshSample() {
        labelling.sample();
        labelling.embedded();
    }

    @ParameterizedTest
    @CsvSource({"random, neutral", "kmeans, neutral", "borderline, neutral", "easy_pos, positive", "easy_neg, negative"})
    void everyStrategyFillsABatchBeforeThereIsAModel(String strategy, String type) {
        JsonObject batch = labelling.batch(strategy, 24);
        assertTrue(batch.keySet().containsAll(FIELDS), () -> "fields: " + batch.keySet());
        assertEquals(type, batch.getString("batch_type"));
        assertEquals("image", batch.getString("data_type"));
        assertFalse(batch.getBoolean("undo_available"));
        assertEquals(0, batch.getInt("labeled_count"));
        assertEquals(6000, batch.getInt("unlabeled_count"));
        assertEquals(24, Set.copyOf(Labelling.ids(batch)).size());
        boolean needsModel = !Set.of("random", "kmeans").contains(strategy);
        assertEquals(needsModel, batch.containsKey("message"), () -> "message: " + batch.get("message"));
        for (JsonValue value : batch.getJsonArray("items")) {
            JsonObject item = value.asJsonObject();
            assertTrue(item.isNull("prediction"));
            assertEquals(0.5, item.getJsonNumber("prob_pos").doubleValue());
            assertTrue(item.getString("filename").startsWith("portrait-"));
            assertFalse(item.containsKey("image"));
        }
    }

    @ParameterizedTest
    @CsvSource({"random, -1", "kmeans, -1", "borderline, -1", "easy_pos, -1", "easy_neg, 1"})
    void everyStrategySortsByProbability(String strategy, int direction) {
        labelling.teach("smiling", "random", 2, 24);
        JsonObject batch = labelling.batch(strategy, 24);
        assertEquals("head", batch.getString("scorer"));
        assertTrue(batch.getBoolean("undo_available"));
        assertEquals(48, batch.getInt("labeled_count"));
        assertEquals(5952, batch.getInt("unlabeled_count"));
        List<Double> probabilities = batch.getJsonArray("items").stream()
                .map(v -> v.asJsonObject().getJsonNumber("prob_pos").doubleValue()).toList();
        for (int i = 1; i < probabilities.size(); i++) {
            assertTrue(direction * (probabilities.get(i) - probabilities.get(i - 1)) >= 0, () -> strategy + ": " + probabilities);
        }
        for (JsonValue value : batch.getJsonArray("items")) {
            double p = value.asJsonObject().getJsonNumber("prob_pos").doubleValue();
            assertTrue(p == 0.5 || value.asJsonObject().getInt("prediction") == (p > 0.5 ? 1 : 0), value::toString);
        }
    }

    @Test
    void modelStrategiesLookAtTheWholePool() {
        labelling.options(Json.createObjectBuilder().add("holdout_share", 0));
        labelling.teach("smiling", "random", 3, 24);
        List<Double> unlabeled = labelling.items().values().stream().filter(i -> i.user() == null)
                .map(Labelling.Item::probPositive).sorted().toList();
        double surest = unlabeled.get(unlabeled.size() - 1);
        double[] unsure = unlabeled.stream().mapToDouble(p -> Math.abs(p - 0.5)).sorted().toArray();
        assertEquals(surest, first(labelling.batch("easy_pos", 24)), 1e-9);
        assertEquals(unlabeled.get(0), first(labelling.batch("easy_neg", 24)), 1e-9);
        // Borderline spreads its choice over several times as many as are asked for, but takes none from beyond them.
        double farthest = labelling.batch("borderline", 24).getJsonArray("items").stream()
                .mapToDouble(v -> Math.abs(v.asJsonObject().getJsonNumber("prob_pos").doubleValue() - 0.5)).max().orElseThrow();
        assertTrue(farthest <= unsure[8 * 24 - 1] + 1e-6, farthest + " is farther from 0.5 than the 192 least sure ones");
    }

    private static double first(JsonObject batch) {
        return batch.getJsonArray("items").getJsonObject(0).getJsonNumber("prob_pos").doubleValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "kmeans", "borderline", "easy_pos", "easy_neg"})
    void confirmedItemsDoNotComeAgain(String strategy) {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            JsonObject batch = labelling.batch(strategy, 100);
            assertTrue(Labelling.ids(batch).stream().noneMatch(seen::contains), "an item came twice");
            seen.addAll(Labelling.ids(batch));
            labelling.submit(Labelling.answers(batch, truth("hat")));
        }
        assertEquals(300, labelling.status().getInt("labeled_count"));
    }

    @Test
    void randomBatchesDiffer() {
        assertNotEquals(Labelling.ids(labelling.batch("random", 24)), Labelling.ids(labelling.batch("random", 24)));
    }

    @Test
    void imagesAreSmallPictures() throws IOException {
        JsonObject batch = labelling.api().get("next_batch").ok();
        assertEquals(24, batch.getJsonArray("items").size(), "batch_size is 24 and strategy random unless told");
        for (JsonValue value : batch.getJsonArray("items")) {
            byte[] bytes = Base64.getDecoder().decode(value.asJsonObject().getString("image"));
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
            assertNotNull(picture);
            assertEquals(48, picture.getWidth());
            assertTrue(bytes.length < 60_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void batchSizesUpToTheLimit(int size) {
        assertEquals(size, Labelling.ids(labelling.batch("kmeans", size)).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "1000000000", "99999999999999999999", "two", "", "2.5", "1e1", "NaN"})
    void otherBatchSizesAreRefused(String size) {
        labelling.api().get("next_batch?batch_size=" + size).problem(400, "bad-batch-size");
    }

    @Test
    void unknownStrategyNamesTheKnownOnes() {
        String detail = labelling.api().get("next_batch?strategy=clever").problem(400, "unknown-strategy").getString("detail");
        assertTrue(detail.contains("borderline"), detail);
    }
}
