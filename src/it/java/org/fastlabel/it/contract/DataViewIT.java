package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataViewIT {

    private final Labelling labelling = new Labelling(Server.shared());

    @BeforeEach
    void freshSample() {
        labelling.sample();
        labelling.embedded();
    }

    @Test
    void pagesCoverEverythingOnce() {
        labelling.submit(Map.of(0, 1, 1, 0));
        Set<Integer> seen = new LinkedHashSet<>();
        for (int offset = 0; offset < 6000; offset += 700) {
            JsonObject page = labelling.api().get("data_view?mode=model&limit=700&offset=" + offset).ok();
            assertEquals(6000, page.getInt("total"));
            assertEquals(offset, page.getInt("offset"));
            assertEquals(700, page.getInt("limit"));
            assertEquals(Math.min(700, 6000 - offset), page.getJsonArray("items").size());
            page.getJsonArray("items").forEach(v -> assertTrue(seen.add(v.asJsonObject().getInt("id"))));
        }
        assertEquals(6000, seen.size());
        assertEquals(0, labelling.api().get("data_view?offset=6000&limit=10").ok().getJsonArray("items").size());
    }

    @Test
    void itemsSayWhatThePersonAndTheModelThink() {
        labelling.submit(Map.of(0, 1, 1, 0));
        JsonObject page = labelling.api().get("data_view?mode=model&limit=1000").ok();
        assertEquals("head", page.getString("scorer"));
        assertEquals(labelling.status().getJsonNumber("version"), page.getJsonNumber("version"));
        for (JsonValue value : page.getJsonArray("items")) {
            JsonObject item = value.asJsonObject();
            double confidence = item.getJsonNumber("model_conf").doubleValue();
            double positive = item.getJsonNumber("prob_pos").doubleValue();
            assertTrue(confidence >= 0.5 && confidence <= 1, item::toString);
            assertEquals(Math.max(positive, 1 - positive), confidence, 2e-9);
            assertTrue(positive == 0.5 || item.getInt("model_label") == (positive > 0.5 ? 1 : 0), item::toString);
        }
        assertEquals(1, page.getJsonArray("items").getJsonObject(0).getInt("user_label"));
        assertTrue(page.getJsonArray("items").getJsonObject(2).isNull("user_label"));
    }

    @Test
    void withoutModelThereIsNoOpinion() {
        JsonObject item = labelling.api().get("data_view?mode=model&limit=1").ok().getJsonArray("items").getJsonObject(0);
        assertTrue(item.isNull("model_label"));
        assertEquals(0.5, item.getJsonNumber("prob_pos").doubleValue());
    }

    @Test
    void confirmedOnesAlone() {
        labelling.submit(Map.of(5, 1, 17, 0, 4000, 1));
        JsonObject page = labelling.api().get("data_view?mode=dataset&labeled=true").ok();
        assertEquals(3, page.getInt("total"));
        assertEquals("[5, 17, 4000]", page.getJsonArray("items").stream().map(v -> v.asJsonObject().getInt("id")).toList().toString());
        JsonObject second = labelling.api().get("data_view?mode=dataset&labeled=true&offset=1&limit=1").ok();
        assertEquals(17, second.getJsonArray("items").getJsonObject(0).getInt("id"));
        assertEquals(6000, labelling.api().get("data_view?mode=dataset&limit=1").ok().getInt("total"));
    }

    @Test
    void changedOpinionsAreMarked() {
        labelling.teach("smiling", "random", 2, 24);
        Map<Integer, Labelling.Item> before = labelling.items();
        labelling.teach("eyeglasses", "random", 2, 48);
        JsonObject page = labelling.api().get("data_view?mode=model&limit=1000").ok();
        long marked = page.getJsonArray("items").stream().filter(v -> v.asJsonObject().getBoolean("flipped")).count();
        assertTrue(marked < 1000 && !before.isEmpty(), "marked " + marked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=many", "offset=-1", "offset=x", "offset=99999999999", "mode=all",
        "labeled=perhaps&mode=dataset"})
    void otherParametersAreRefused(String query) {
        labelling.api().get("data_view?" + query).problem(400);
    }

    @Test
    void histogramCountsTheUnlabelled() {
        labelling.teach("smiling", "random", 2, 24);
        JsonObject answer = labelling.api().get("histogram?bins=10").ok();
        assertEquals(10, answer.getJsonArray("bins").size());
        assertEquals(5952, answer.getJsonArray("bins").stream().mapToInt(v -> Integer.parseInt(v.toString())).sum());
        labelling.api().get("histogram?bins=0").problem(400);
        labelling.api().get("histogram?bins=x").problem(400);
    }

    @Test
    void curveGrowsWithTheLabelsAndShrinksWithUndo() {
        assertTrue(labelling.api().get("curve").ok().getJsonArray("points").isEmpty());
        for (int i = 0; i < 2; i++) {
            labelling.teach("smiling", "random", 1, 48);
            int labels = 48 * (i + 1);
            org.fastlabel.it.Waiting.until("a point for " + labels + " labels", java.time.Duration.ofSeconds(180), () ->
                    labelling.api().get("curve").ok().getJsonArray("points").stream().anyMatch(p -> p.asJsonObject().getInt("labels") == labels));
        }
        labelling.undo();
        assertTrue(labelling.api().get("curve").ok().getJsonArray("points").stream().allMatch(p -> p.asJsonObject().getInt("labels") <= 48));
    }
}
