package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportIT {

    private final Labelling labelling = new Labelling(Server.shared());

    @BeforeEach
    void threeLabels() {
        labelling.sample();
        labelling.embedded();
        labelling.submit(Map.of(0, 1, 1, 0, 2, 1));
        labelling.learnt();
    }

    @Test
    void jsonIsTheConfirmedLabels() {
        Answer answer = labelling.api().get("export");
        assertTrue(answer.header("Content-Disposition").startsWith("attachment") && answer.header("Content-Disposition").contains("labels.json"),
                answer.header("Content-Disposition"));
        assertTrue(answer.header("Content-Type").startsWith("application/json"));
        List<JsonObject> labels = answer.array().getValuesAs(JsonObject.class);
        assertEquals(Map.of("portrait-00000", 1, "portrait-00001", 0, "portrait-00002", 1),
                Map.of(name(labels, 0), label(labels, 0), name(labels, 1), label(labels, 1), name(labels, 2), label(labels, 2)));
        assertEquals(java.util.Set.of("filename", "label"), labels.get(0).keySet());
    }

    private static String name(List<JsonObject> labels, int i) {
        return labels.get(i).getString("filename");
    }

    private static int label(List<JsonObject> labels, int i) {
        return labels.get(i).getInt("label");
    }

    @Test
    void csv() {
        Answer answer = labelling.api().get("export?format=csv").expect(200);
        assertTrue(answer.header("Content-Type").startsWith("text/csv"));
        assertTrue(answer.header("Content-Disposition").contains("labels.csv"));
        assertEquals(List.of("filename,label", "portrait-00000,1", "portrait-00001,0", "portrait-00002,1"), answer.text().lines().toList());
    }

    @Test
    void jsonLines() {
        Answer answer = labelling.api().get("export?format=jsonl").expect(200);
        assertTrue(answer.header("Content-Disposition").contains("labels.jsonl"));
        List<String> lines = answer.text().lines().toList();
        assertEquals(3, lines.size());
        JsonObject second = Json.createReader(new StringReader(lines.get(1))).readObject();
        assertEquals("portrait-00001", second.getString("filename"));
        assertEquals(0, second.getInt("label"));
    }

    @Test
    void predictionsForTheRest() {
        List<JsonObject> all = labelling.api().get("export?include=predictions").array().getValuesAs(JsonObject.class);
        assertEquals(6000, all.size());
        assertEquals(1, all.get(0).getInt("label"));
        assertEquals(JsonValue.NULL, all.get(100).get("label"));
        double positive = all.get(100).getJsonNumber("prob_pos").doubleValue();
        assertEquals(positive > 0.5 ? 1 : 0, all.get(100).getInt("prediction"));
        assertEquals(6001, labelling.api().get("export?format=csv&include=predictions").expect(200).text().lines().count());
    }

    @Test
    void withoutLabelsTheFileIsEmpty() {
        labelling.sample();
        assertEquals(0, labelling.api().get("export").array().size());
        assertEquals(1, labelling.api().get("export?format=csv").expect(200).text().lines().count());
        assertEquals("", labelling.api().get("export?format=jsonl").expect(200).text());
    }

    @Test
    void otherFormatsAreRefused() {
        labelling.api().get("export?format=xml").problem(400);
        labelling.api().get("export?include=everything").problem(400);
    }

    @Test
    void parquetAndLabelStudio() {
        Answer parquet = labelling.api().get("export?format=parquet&include=predictions").expect(200);
        assertTrue(parquet.header("Content-Disposition").contains("labels.parquet"));
        assertTrue(parquet.text().startsWith("PAR1") && parquet.text().endsWith("PAR1"));
        List<JsonObject> tasks = labelling.api().get("export?format=labelstudio&prefix=https://files/").array().getValuesAs(JsonObject.class);
        assertEquals(3, tasks.size());
        assertEquals("https://files/portrait-00001", tasks.get(1).getJsonObject("data").getString("image"));
        assertEquals("[\"negative\"]", tasks.get(1).getJsonArray("annotations").getJsonObject(0).getJsonArray("result").getJsonObject(0)
                .getJsonObject("value").getJsonArray("choices").toString());
        assertTrue(labelling.api().get("export?format=labelstudio_config").expect(200).text().contains("<Choice value=\"positive\""));
    }

    @Test
    void manyClassesAreNamed() {
        labelling.api().post("classes", "{\"action\":\"add\",\"name\":\"other\"}").ok();
        labelling.relabel(Map.of(2, 2));
        labelling.learnt();
        JsonObject third = labelling.api().get("export").array().getJsonObject(2);
        assertEquals("other", third.getString("label_name"));
        JsonObject unlabelled = labelling.api().get("export?include=predictions").array().getJsonObject(100);
        double sum = 0;
        for (String name : List.of("negative", "positive", "other")) {
            sum += unlabelled.getJsonNumber("prob_" + name).doubleValue();
        }
        assertEquals(1, sum, 1e-6);
        assertEquals(JsonValue.NULL, unlabelled.get("label_name"));
    }
}
