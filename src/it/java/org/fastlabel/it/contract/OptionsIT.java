package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsIT {

    private final Labelling labelling = new Labelling(Server.shared());

    @BeforeEach
    void freshSample() {
        labelling.sample();
        labelling.embedded();
    }

    private JsonObject submit(String train, int from, int count) {
        Map<Integer, Integer> labels = new java.util.HashMap<>();
        for (int id = from; id < from + count; id++) {
            labels.put(id, id % 2);
        }
        return labelling.api().post("submit_labels?train=" + train, Labelling.edits(labels)).ok();
    }

    @Test
    void defaultsAndChanges() {
        assertEquals("{\"head\":\"auto\",\"holdout_share\":0.1,\"train_every\":10}", labelling.api().get("options").ok().toString());
        labelling.options(Json.createObjectBuilder().add("train_every", 25));
        labelling.options(Json.createObjectBuilder().add("head", "mlp").add("holdout_share", 0.2));
        JsonObject status = labelling.status();
        assertEquals(25, status.getInt("train_every"));
        assertEquals("mlp", status.getString("head"));
        assertEquals(0.2, status.getJsonNumber("holdout_share").doubleValue());
        assertEquals(0, status.getInt("undo_depth"), "options are no step of undo");
        labelling.sample();
        assertEquals(10, labelling.status().getInt("train_every"), "a new session begins with the defaults");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"train_every\":0}        | bad-train-every",
        "{\"train_every\":-5}       | bad-train-every",
        "{\"train_every\":100000}   | bad-train-every",
        "{\"train_every\":1.5}      | bad-field",
        "{\"head\":\"forest\"}      | bad-head",
        "{\"head\":3}               | bad-field",
        "{\"holdout_share\":-0.1}   | bad-holdout-share",
        "{\"holdout_share\":0.9}    | bad-holdout-share",
        "{\"holdout_share\":\"a\"}  | bad-field",
        "[]                         | malformed-body"})
    void othersAreRefused(String body, String code) {
        JsonObject before = labelling.api().get("options").ok();
        labelling.api().post("options", body).problem(400, code);
        assertEquals(before, labelling.api().get("options").ok());
    }

    @Test
    void autoTrainsEverySoManyLabels() {
        assertFalse(submit("auto", 0, 9).getBoolean("triggered"));
        assertEquals(9, labelling.status().getInt("since_training"));
        assertEquals("none", labelling.status().getString("scorer"));
        assertTrue(submit("auto", 9, 1).getBoolean("triggered"));
        labelling.learnt();
        assertEquals("head", labelling.status().getString("scorer"));
        assertEquals(0, labelling.status().getInt("since_training"));
        assertEquals(10, labelling.status().getJsonObject("model").getInt("labels"));
    }

    @Test
    void withoutTrainingLabelsWaitUntilAskedFor() {
        labelling.api().post("train", "{}").problem(409, "no-labels");
        assertFalse(submit("no", 0, 40).getBoolean("triggered"));
        assertFalse(labelling.status().getBoolean("training"));
        assertTrue(labelling.status().isNull("model"));
        assertTrue(labelling.api().post("train", "{}").ok().getBoolean("triggered"));
        labelling.learnt();
        assertEquals(40, labelling.status().getJsonObject("model").getInt("labels"));
        labelling.api().post("submit_labels?train=perhaps", "[{\"id\":50,\"label\":1}]").problem(400, "bad-train");
        assertEquals(40, labelling.status().getInt("labeled_count"));
    }
}
