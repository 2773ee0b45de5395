package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Api;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportIT {

    private final Labelling labelling = new Labelling(Server.shared());
    private final Api api = labelling.api();

    @BeforeEach
    void sample() {
        labelling.sample();
        labelling.embedded();
    }

    private static String csv(String... lines) {
        return "filename,label\n" + String.join("\n", lines);
    }

    @Test
    void labelsOfAnExportComeBackInEveryFormat() {
        labelling.submit(Map.of(0, 1, 1, 0, 2, 1));
        for (String format : List.of("json", "csv", "jsonl", "labelstudio")) {
            byte[] file = api.get("export?format=" + format).expect(200).bytes();
            labelling.sample();
            JsonObject report = api.post("import", new String(file, StandardCharsets.UTF_8)).ok();
            assertTrue(report.getBoolean("success"), format);
            assertEquals(List.of(3, 3, 0, 0), List.of(report.getInt("matched"), report.getInt("applied"), report.getInt("unchanged"),
                    report.getInt("unknown_count")), format);
            assertEquals("{\"1\":[0,2],\"0\":[1]}", labelling.labels().toString(), format);
        }
    }

    @Test
    void anImportIsOneStepAndIsLearnt() {
        labelling.submit(Map.of(0, 0));
        JsonObject report = api.post("import", "text/csv", csv("portrait-00000,1", "portrait-00001,positive", "portrait-00002,NEGATIVE")).ok();
        assertEquals(3, report.getInt("applied"));
        labelling.learnt();
        assertEquals("head", labelling.status().getString("scorer"));
        assertEquals(3, labelling.status().getInt("labeled_count"));
        labelling.undo();
        assertEquals("{\"1\":[],\"0\":[0]}", labelling.labels().toString());
    }

    @Test
    void whatIsThereAlreadyIsLeftAlone() {
        labelling.submit(Map.of(0, 1));
        long version = labelling.status().getJsonNumber("version").longValue();
        JsonObject report = api.post("import", csv("portrait-00000,1")).ok();
        assertEquals(List.of(1, 0, 1), List.of(report.getInt("matched"), report.getInt("applied"), report.getInt("unchanged")));
        assertTrue(report.getJsonNumber("version").longValue() >= version);
    }

    @Test
    void whatFitsNothingIsReportedAndChangesNothing() {
        String file = csv("portrait-00000,1", "nobody.png,1", "portrait-00001,horse");
        JsonObject problem = api.post("import", file).problem(400, "unknown-items");
        assertEquals("[\"nobody.png\"]", problem.getJsonArray("unknown").toString());
        assertEquals(List.of(1, 0, 1), List.of(problem.getInt("matched"), problem.getInt("applied"), problem.getInt("unknown_count")));
        assertEquals("[\"horse\"]", problem.getJsonArray("unknown_labels").toString());
        assertEquals(0, labelling.status().getInt("labeled_count"));
        JsonObject report = api.post("import?skip_unknown=true", file).ok();
        assertEquals(1, report.getInt("applied"));
        assertEquals(1, labelling.status().getInt("labeled_count"));
    }

    @Test
    void newClassesAreMadeWhenAskedForAndUndoneWithTheLabels() {
        String file = csv("portrait-00000,happy", "portrait-00001,sad", "portrait-00002,positive");
        api.post("import", file).problem(400, "unknown-labels");
        JsonObject report = api.post("import?create_classes=true", file).ok();
        assertEquals("[\"happy\",\"sad\"]", report.getJsonArray("new_classes").toString());
        assertEquals(4, api.get("classes").ok().getJsonArray("classes").size());
        List<String> lines = api.get("export?format=csv").expect(200).text().lines().toList();
        assertEquals(List.of("filename,label,label_name", "portrait-00000,2,happy", "portrait-00001,3,sad", "portrait-00002,1,positive"), lines);
        labelling.undo();
        assertTrue(api.get("classes").ok().getBoolean("binary"));
        assertEquals(0, labelling.status().getInt("labeled_count"));
    }

    @Test
    void filesThatMeanHarmAreRefused() {
        Map<String, String> files = Map.of(
                "unknown-ids", "[{\"id\": 0, \"label\": 1}, {\"id\": 999999999, \"label\": 1}, {\"id\": -1, \"label\": 0}, {\"id\": \"abc\", \"label\": 0}, "
                        + "{\"id\": 1.5, \"label\": 1}, {\"id\": 9223372036854775808, \"label\": 1}]",
                "unknown-labels", "[{\"id\": 0, \"label\": 99}, {\"id\": 1, \"label\": -2}, {\"id\": 2, \"label\": \"yes\"}, {\"id\": 3, \"label\": null}, {\"id\": 4}]",
                "contradiction", "[{\"id\": 0, \"label\": 0}, {\"id\": 0, \"label\": 1}]",
                "truncated", "[{\"id\": 0, \"label\": 1}, {\"id\": 1, \"la",
                "deep", "[".repeat(20_000) + "]".repeat(20_000),
                "empty", "",
                "huge number", "[{\"id\": 0, \"label\": 1e999999999}]",
                "markup", "<html></html>");
        files.forEach((name, text) -> {
            String code = api.post("import?create_classes=false", text).problem(400).getString("code");
            assertFalse(code.isBlank(), name);
        });
        api.post("import", "x".repeat(33 << 20)).problem(413, "body-too-large");
        api.post("import?skip_unknown=maybe", csv("portrait-00000,1")).problem(400, "bad-skip_unknown");
        assertEquals(0, labelling.status().getInt("labeled_count"));
    }
}
