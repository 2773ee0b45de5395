package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassesIT {

    private final Labelling labelling = new Labelling(Server.shared());

    @BeforeEach
    void freshSample() {
        labelling.sample();
        labelling.embedded();
    }

    private static JsonObjectBuilder action(String name) {
        return Json.createObjectBuilder().add("action", name);
    }

    private JsonArray classes() {
        return labelling.api().get("classes").ok().getJsonArray("classes");
    }

    private List<String> names() {
        return classes().stream().map(c -> c.asJsonObject().getString("name")).toList();
    }

    @Test
    void aSessionBeginsWithTwo() {
        JsonObject answer = labelling.api().get("classes").ok();
        assertTrue(answer.getBoolean("binary"));
        assertEquals(200, answer.getInt("max"));
        assertEquals(List.of("negative", "positive"), names());
        JsonObject status = labelling.status();
        assertTrue(status.getBoolean("binary"));
        assertEquals(classes(), status.getJsonArray("class_list"));
        assertEquals("[\"negative\",\"positive\"]", status.getJsonArray("classes").toString());
    }

    @Test
    void addRenameAndColourEachTakenBack() {
        long version = labelling.status().getJsonNumber("version").longValue();
        JsonObject added = labelling.classes(action("add").add("name", " 也许 ").add("color", "#ABCDEF"));
        assertTrue(added.getBoolean("success"));
        assertTrue(added.getJsonNumber("version").longValue() > version);
        assertFalse(added.getBoolean("binary"));
        JsonObject third = added.getJsonArray("classes").getJsonObject(2);
        assertEquals("{\"id\":2,\"name\":\"也许\",\"color\":\"#abcdef\",\"count\":0}", third.toString());
        labelling.classes(action("rename").add("id", 1).add("name", "<b>smiling</b>"));
        labelling.classes(action("color").add("id", 1).add("color", "#010203"));
        assertEquals(List.of("negative", "<b>smiling</b>", "也许"), names());
        labelling.undo();
        assertFalse(classes().getJsonObject(1).getString("color").equals("#010203"));
        labelling.undo();
        assertEquals(List.of("negative", "positive", "也许"), names());
        labelling.undo();
        assertTrue(labelling.status().getBoolean("binary"));
        assertEquals(3, labelling.classes(action("add").add("name", "maybe")).getJsonArray("classes").getJsonObject(2).getInt("id"),
                "the id that was taken back is not given again");
    }

    @Test
    void mergedLabelsMoveAndTeach() {
        labelling.classes(action("add").add("name", "grin"));
        labelling.submit(Map.of(0, 1, 1, 0, 2, 2, 3, 2));
        labelling.classes(action("merge").add("id", 2).add("into", 1));
        labelling.learnt();
        assertEquals("{\"1\":[0,2,3],\"0\":[1]}", labelling.labels().toString());
        JsonObject status = labelling.status();
        assertEquals("[\"negative\",\"positive\",null]", status.getJsonArray("classes").toString());
        assertEquals(3, status.getJsonObject("counts").getInt("1"));
        assertEquals(0, status.getJsonObject("counts").getInt("2"));
        JsonObject item = labelling.api().get("data_view?limit=1").ok().getJsonArray("items").getJsonObject(0);
        assertEquals(3, item.getJsonArray("probs").size());
        assertEquals(0, item.getJsonArray("probs").getJsonNumber(2).doubleValue());
        labelling.api().post("submit_labels", "[{\"id\":7,\"label\":2}]").problem(409, "class-retired");
        labelling.api().post("relabel", "[{\"id\":0,\"label\":2}]").problem(409, "class-retired");
        labelling.undo();
        assertEquals("{\"0\":[1],\"1\":[0],\"2\":[2,3]}", labelling.labels().toString());
    }

    @Test
    void aClassWithLabelsIsNotDeletedOneWithoutIs() {
        labelling.classes(action("add").add("name", "grin"));
        labelling.submit(Map.of(0, 1, 1, 0, 2, 2));
        JsonObject before = labelling.status();
        labelling.api().post("classes", action("delete").add("id", 2).build()).problem(409, "class-in-use");
        assertEquals(before.get("version"), labelling.status().get("version"));
        labelling.relabel(Map.of(2, 1));
        labelling.classes(action("delete").add("id", 2));
        assertEquals(List.of("negative", "positive"), names());
        labelling.api().post("classes", action("delete").add("id", 2).build()).problem(404, "unknown-class");
        labelling.api().post("classes", action("delete").add("id", 0).build()).problem(409, "class-in-use");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"action\":\"add\",\"name\":\"Positive\"}                          | 409 | class-name-taken",
        "{\"action\":\"rename\",\"id\":0,\"name\":\"positive\"}              | 409 | class-name-taken",
        "{\"action\":\"add\",\"name\":\"  \"}                                | 400 | bad-class-name",
        "{\"action\":\"add\"}                                                | 400 | bad-class-name",
        "{\"action\":\"add\",\"name\":7}                                     | 400 | bad-field",
        "{\"action\":\"add\",\"name\":\"cat\",\"color\":\"red\"}             | 400 | bad-color",
        "{\"action\":\"color\",\"id\":0,\"color\":\"#12345\"}                | 400 | bad-color",
        "{\"action\":\"color\",\"id\":0}                                     | 400 | bad-color",
        "{\"action\":\"rename\",\"id\":9,\"name\":\"cat\"}                   | 404 | unknown-class",
        "{\"action\":\"rename\",\"id\":-1,\"name\":\"cat\"}                  | 404 | unknown-class",
        "{\"action\":\"rename\",\"name\":\"cat\"}                            | 400 | missing-id",
        "{\"action\":\"merge\",\"id\":0}                                     | 400 | missing-into",
        "{\"action\":\"merge\",\"id\":0,\"into\":0}                          | 400 | bad-merge",
        "{\"action\":\"merge\",\"id\":0,\"into\":5}                          | 404 | unknown-class",
        "{\"action\":\"merge\",\"id\":0,\"into\":1}                          | 409 | too-few-classes",
        "{\"action\":\"delete\",\"id\":0}                                    | 409 | too-few-classes",
        "{\"action\":\"explode\",\"id\":0}                                   | 400 | unknown-action",
        "{}                                                                  | 400 | unknown-action",
        "[]                                                                  | 400 | malformed-body"})
    void whatCannotBeIsRefusedAndChangesNothing(String body, int status, String code) {
        JsonObject before = labelling.status();
        labelling.api().post("classes", body).problem(status, code);
        assertEquals(before.get("class_list"), labelling.status().get("class_list"));
        assertEquals(before.get("version"), labelling.status().get("version"));
    }

    @Test
    void twoHundredAreTheMost() {
        for (int i = 2; i < 200; i++) {
            labelling.classes(action("add").add("name", "class " + i));
        }
        labelling.api().post("classes", action("add").add("name", "one more").build()).problem(409, "too-many-classes");
        labelling.submit(Map.of(0, 199, 1, 0, 2, 150, 3, 128));
        assertEquals(199, labelling.items().get(0).user());
        assertEquals(128, labelling.items().get(3).user());
    }
}
