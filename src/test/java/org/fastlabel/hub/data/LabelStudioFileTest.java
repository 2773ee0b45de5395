package org.fastlabel.hub.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.OwnHome;
import org.fastlabel.dataset.table.Table;
import org.fastlabel.hub.store.AnnotationRepository.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as Label Studio exports them, written by hand. */
class LabelStudioFileTest extends OwnHome {

    private static final List<String> USUAL = List.of("OK", "NG");

    /** What was read. */
    private record Read(List<String> labels, List<ItemSource.Item> items, LeftOut leftOut) {

        List<String> said(int item) {
            return items.get(item).told().stream().map(t -> t.username() + ": " + (t.skip() ? "-" : t.label() != null ? t.label() : t.choices())).toList();
        }
    }

    /** @param labels null for those of the file */
    private static Read read(String name, String content, List<String> labels, String... named) throws IOException {
        String[] columns = {named.length > 0 ? named[0] : null, named.length > 1 ? named[1] : null, null};
        try (Upload upload = Upload.of(name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))) {
            Table table = upload.table();
            LabelStudioFile file = LabelStudioFile.of(table, labels, columns).orElseThrow();
            List<String> known = labels != null ? labels : file.labels(USUAL);
            TableSource source = new TableSource(table, name, known, columns, file);
            List<ItemSource.Item> items = new ArrayList<>();
            source.each(items::add);
            return new Read(known, items, source.leftOut());
        }
    }

    private static String result(String question, String... choices) {
        return "[{\"from_name\":\"" + question + "\",\"to_name\":\"text\",\"type\":\"choices\",\"value\":{\"choices\":[\"" + String.join("\",\"", choices) + "\"]}}]";
    }

    private static String annotation(String by, String result, String more) {
        return "{\"id\":7,\"completed_by\":" + by + ",\"result\":" + result + more + "}";
    }

    private static String task(String text, String annotations, String predictions) {
        return "{\"id\":1,\"data\":{\"text\":\"" + text + "\",\"hub_id\":\"ffff:1\",\"lot\":\"5\"},\"meta\":{},\"annotations\":[" + annotations
                + "],\"drafts\":[],\"predictions\":[" + predictions + "],\"total_annotations\":1}";
    }

    @Test
    void annotationsBecomeAnswersOfWhoGaveThem() throws IOException {
        Read read = read("t.json", "[" + String.join(",", task("one", annotation("3", result("label", "NG"), ",\"lead_time\":4.5,\"updated_at\":"
                + "\"2026-02-03T04:05:06.700000Z\",\"was_cancelled\":false") + "," + annotation("{\"id\":4,\"email\":\" Ann@Example.org \"}",
                result("label", "OK"), ""), ""),
                task("two", annotation("3", result("label", "OK"), ",\"was_cancelled\":true"), ""),
                task("three", annotation("3", result("label", "OK", "NG"), "") + "," + annotation("4", "null", "") + "," + annotation("5", "[]", ""), ""),
                task("four", "", "")) + "]", null);
        assertEquals(USUAL, read.labels());
        assertEquals(List.of("label-studio:3: NG", "ann@example.org: OK"), read.said(0));
        Told first = read.items().get(0).told().get(0);
        assertEquals(4.5, first.seconds());
        assertEquals(Instant.parse("2026-02-03T04:05:06.7Z"), first.at());
        assertEquals(List.of("label-studio:3: -"), read.said(1));
        assertEquals(List.of("label-studio:3: [OK, NG]"), read.said(2));
        assertEquals(List.of(), read.said(3));
        assertEquals("{\"text\":\"one\",\"lot\":\"5\"}", read.items().get(0).data().toString());
        assertEquals(new LeftOut.Brought(2, 1, 1, 2, 0, 0, 0, List.of()), read.leftOut().brought());
    }

    @Test
    void ofOnePersonTheLastAnswerCounts() throws IOException {
        Read read = read("t.json", "[" + task("one", annotation("3", result("label", "NG"), ",\"updated_at\":\"2026-02-03T05:00:00Z\"") + ","
                + annotation("3", result("label", "OK"), ",\"updated_at\":\"2026-02-03T04:00:00Z\""), "") + "]", USUAL);
        assertEquals(List.of("label-studio:3: NG"), read.said(0));
    }

    @Test
    void predictionsBecomePreLabels() throws IOException {
        String good = "{\"id\":1,\"result\":" + result("label", "NG") + ",\"score\":0.75,\"model_version\":\"m@2\"}";
        Read read = read("t.json", "[" + String.join(",", task("one", "", good), task("two", "", good.replace("0.75", "null")),
                task("three", "", good.replace("0.75", "1.7")), task("four", "", good.replace("\"NG\"", "\"NG\",\"OK\"")), task("five", "", "12,13"),
                task("six", annotation("3", result("label", "OK"), ",\"prediction\":" + good), "14"),
                task("seven", annotation("3", result("label", "OK"), ",\"prediction\":{}"), ""),
                task("eight", "", good.replace(",\"model_version\":\"m@2\"", ""))) + "]", USUAL);
        assertEquals("NG", read.items().get(0).proposal().label());
        assertEquals(0.75, read.items().get(0).proposal().score());
        assertEquals("m@2", read.items().get(0).proposal().model());
        for (int without : new int[] {1, 2, 3, 4, 6}) {
            assertNull(read.items().get(without).proposal(), "task " + without);
        }
        assertEquals("m@2", read.items().get(5).proposal().model());
        assertEquals("undefined", read.items().get(7).proposal().model());
        assertEquals(3, read.leftOut().brought().prelabels());
        assertEquals(3, read.leftOut().brought().unusedPredictions());
    }

    @Test
    void whatIsMarkedAsTrueIsTheKnownAnswer() throws IOException {
        String truth = ",\"ground_truth\":true";
        Read read = read("t.json", "[" + String.join(",", task("one", annotation("3", result("label", "NG"), truth), ""),
                task("two", annotation("3", result("label", "NG"), truth) + "," + annotation("4", result("label", "OK"), truth), ""),
                task("three", annotation("3", result("label", "NG"), truth + ",\"was_cancelled\":true"), "")) + "]", USUAL);
        assertEquals("NG", read.items().get(0).gold());
        assertNull(read.items().get(1).gold());
        assertNull(read.items().get(2).gold());
        assertEquals(1, read.leftOut().brought().gold());
        assertEquals(2, read.leftOut().skipped().get(0).line());
    }

    @Test
    void labelsOfTheFileAreTakenOrReported() throws IOException {
        String file = "[" + task("one", annotation("3", result("label", "cat"), ""), "") + "," + task("two", annotation("3", result("label", "dog"), ""), "") + "]";
        assertEquals(List.of("cat", "dog"), read("t.json", file, null).labels());
        Read read = read("t.json", file, List.of("cat", "bird"));
        assertEquals(List.of("label-studio:3: cat"), read.said(0));
        assertEquals(List.of(), read.said(1));
        assertEquals(List.of("dog"), read.leftOut().brought().unknownLabels());
        assertTrue(read.leftOut().skipped().get(0).reason().contains("dog"));
        assertEquals("one-label", refusal(() -> read("t.json", "[" + task("one", annotation("3", result("label", "cat"), ""), "") + "]", null)));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 201; i++) {
            many.append(i == 0 ? "" : ",").append(task("t" + i, annotation("3", result("label", "l" + i), ""), ""));
        }
        assertEquals("too-many-labels", refusal(() -> read("t.json", "[" + many + "]", null)));
    }

    private interface Reading {
        Object go() throws IOException;
    }

    private static String refusal(Reading reading) {
        return assertThrows(InvalidInput.class, reading::go).code();
    }

    @Test
    void ofSeveralQuestionsTheOneThatFitsOrIsNamed() throws IOException {
        String both = result("mood", "good").replace("]}}]", "]}},") + result("verdict", "NG").substring(1);
        String file = "[" + task("one", annotation("3", both, ""), "") + "]";
        assertEquals(List.of("label-studio:3: NG"), read("t.json", file, USUAL).said(0));
        assertEquals(List.of("label-studio:3: good"), read("t.json", file, List.of("good", "bad"), "text", "mood").said(0));
        InvalidInput refused = assertThrows(InvalidInput.class, () -> read("t.json", file, null));
        assertEquals("several-questions", refused.code());
        assertTrue(refused.getMessage().contains("\"mood\", \"verdict\""), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"min.json", "flat.csv", "flat.tsv"})
    void aRowForEachAnnotationIsOneTask(String name) throws IOException {
        String[][] rows = {{"id", "text", "label", "annotator", "annotation_id", "lead_time", "updated_at"},
            {"1", "one", "NG", "3", "11", "2.5", "2026-02-03T04:05:06Z"}, {"1", "one", "OK", "4", "12", "3.5", "2026-02-03T04:05:07Z"},
            {"2", "two", "OK", "3", "13", "1", "2026-02-03T04:05:08Z"}, {"3", "three", "SEVERAL", "4", "14", "1", "2026-02-03T04:05:08Z"}};
        StringBuilder file = new StringBuilder();
        boolean json = name.endsWith("json");
        String separator = name.endsWith("tsv") ? "\t" : ",";
        for (int r = json ? 1 : 0; r < rows.length; r++) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < rows[r].length; c++) {
                String several = json ? "{\"choices\":[\"OK\",\"NG\"]}" : "\"{\"\"choices\"\": [\"\"OK\"\", \"\"NG\"\"]}\"";
                String cell = rows[r][c].equals("SEVERAL") ? several : !json ? rows[r][c] : rows[r][c].matches("[\\d.]+") ? rows[r][c] : "\"" + rows[r][c] + "\"";
                cells.add(json ? "\"" + rows[0][c] + "\":" + cell : cell);
            }
            file.append(json ? (r == 1 ? "[{" : ",{") : "").append(String.join(json ? "," : separator, cells)).append(json ? "}" : "\n");
        }
        Read read = read(name, file + (json ? "]" : ""), USUAL);
        assertEquals(List.of("one", "two", "three"), read.items().stream().map(i -> i.data().getString("text")).toList());
        assertEquals(List.of("label-studio:3: NG", "label-studio:4: OK"), read.said(0));
        assertEquals(List.of("label-studio:3: OK"), read.said(1));
        assertEquals(List.of("label-studio:4: [OK, NG]"), read.said(2));
        assertEquals("{\"text\":\"one\"}", read.items().get(0).data().toString());
        assertEquals(2.5, read.items().get(0).told().get(0).seconds());
        assertEquals(1, read.leftOut().duplicates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"image\":\"http://example.org/a.jpg\"}", "{\"audio\":\"/data/upload/1/a.wav\"}", "{\"src\":\"/data/local-files/?d=a\"}",
        "{\"src\":\"s3://bucket/a.PNG\"}", "{\"file\":\"a/b.png\"}"})
    void picturesAndSoundsAreRefused(String data) {
        assertEquals("media-tasks", refusal(() -> read("t.json", "[{\"data\":" + data + ",\"annotations\":[]}]", USUAL)));
    }

    @Test
    void otherFilesAreNotTakenForOne() throws IOException {
        for (String file : List.of("[{\"text\":\"a\"}]", "[{\"data\":{\"text\":\"a\"}}]", "[{\"text\":\"a\",\"annotations\":[]}]", "{\"text\":\"a\"}")) {
            try (Upload upload = Upload.of("t.json", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))) {
                assertTrue(LabelStudioFile.of(upload.table(), null, new String[3]).isEmpty(), file);
            }
        }
    }

    /** Whatever stands where it does not belong: the text is taken, nothing is made up. */
    @Test
    void wrongTypesSayNothing() throws IOException {
        String[] odd = {"null", "1", "\"x\"", "[]", "{}", "[1,null,\"x\"]", "[[]]", "true", "-1e999999999", "\"" + "y".repeat(2_000) + "\""};
        String[] fields = {"id", "completed_by", "result", "was_cancelled", "ground_truth", "lead_time", "updated_at", "created_at", "prediction"};
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            StringBuilder annotation = new StringBuilder("{");
            for (String field : fields) {
                annotation.append(annotation.length() == 1 ? "" : ",").append('"').append(field).append("\":").append(odd[random.nextInt(odd.length)]);
            }
            String prediction = "{\"result\":" + odd[random.nextInt(odd.length)] + ",\"score\":" + odd[random.nextInt(odd.length)] + "}";
            String file = "[{\"data\":{\"text\":\"a\"},\"meta\":" + odd[random.nextInt(odd.length)] + ",\"annotations\":[" + annotation + "},"
                    + odd[random.nextInt(odd.length)] + "],\"predictions\":[" + prediction + "]}]";
            Read read = read("t.json", file, USUAL);
            assertEquals(1, read.items().size());
            assertTrue(read.items().get(0).told().stream().allMatch(Told::skip), file);
            assertNull(read.items().get(0).proposal(), file);
        }
    }

    @Test
    void whatIsNestedTooDeeplyIsReportedAndItsTextTaken() throws IOException {
        String deep = "[".repeat(200) + "]".repeat(200);
        Read read = read("t.json", "[" + task("one", annotation("3", result("label", "OK"), ""), "") + ",{\"data\":{\"text\":\"two\"},\"annotations\":["
                + annotation("3", result("label", "OK"), ",\"x\":" + deep) + "]}]", USUAL);
        assertEquals(2, read.items().size());
        assertEquals(List.of(), read.said(1));
        assertFalse(read.leftOut().skipped().isEmpty());
        assertEquals("bad-table", refusal(() -> read("t.json", "[{\"data\":{\"text\":\"a\"},\"annotations\":" + "[".repeat(5_000), USUAL)));
    }
}
