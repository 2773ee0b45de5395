package org.fastlabel.labeling.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.jerolba.carpet.CarpetReader;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.table.Column;
import org.fastlabel.dataset.table.CsvRows;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.LabelEdits;
import org.fastlabel.labeling.LabelingState.Scorer;
import org.fastlabel.labeling.Labels;
import org.fastlabel.labeling.Scores;
import org.fastlabel.labeling.head.Logits;
import org.fastlabel.labeling.transfer.Export.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTest {

    private static final OpenDataset PICTURES = TestData.pictures("a.png", "b, \"c\".png", "=1+1.png", "ü/名.png");
    private static final Classes THREE = Classes.named(List.of("cat", "=dog", "a \"bird\" & more"));
    private static final Labels LABELS = Labels.EMPTY.with(new LabelEdits(new int[] {0, 2, 3}, new int[] {2, 1, 0}));
    /** Item 3 has not been judged. */
    private static final Scores SCORES = new Scores(Scorer.HEAD,
            new Logits(new float[] {0, 1, 2, 3, 0, 0, 0, 0, 0, Float.NaN, Float.NaN, Float.NaN}, 3), null, 3, false);

    private static byte[] bytes(OpenDataset data, Labels labels, Classes classes, Scores scores, Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Export(data, labels, classes, scores, null, "fastlabel-7").write(format, out);
        return out.toByteArray();
    }

    private static String text(Classes classes, Scores scores, Format format) throws IOException {
        return new String(bytes(PICTURES, LABELS, classes, scores, format), StandardCharsets.UTF_8);
    }

    private static JsonArray array(String json) {
        return Json.createReader(new java.io.StringReader(json)).readArray();
    }

    @Test
    void manyClassesHaveTheirNamesBesideTheirNumbers() throws IOException {
        assertEquals("filename,label,label_name\r\na.png,2,\"a \"\"bird\"\" & more\"\r\n./=1+1.png,1,'=dog\r\nü/名.png,0,cat\r\n",
                text(THREE, null, Format.CSV));
        JsonObject first = array(text(THREE, null, Format.JSON)).getJsonObject(0);
        assertEquals(Map.of("filename", "a.png", "label", "2", "label_name", "a \"bird\" & more"),
                Map.of("filename", first.getString("filename"), "label", first.get("label").toString(), "label_name", first.getString("label_name")));
    }

    @Test
    void predictionsHaveAProbabilityPerClass() throws IOException {
        List<String> lines = text(THREE, SCORES, Format.CSV).lines().toList();
        assertEquals("filename,label,label_name,prediction,prediction_name,confidence,prob_cat,prob_=dog,\"prob_a \"\"bird\"\" & more\"", lines.get(0));
        assertEquals(5, lines.size());
        assertTrue(lines.get(1).startsWith("a.png,2,\"a \"\"bird\"\" & more\",2,\"a \"\"bird\"\" & more\",0.665240956,0.090030573,0.244728471,"));
        assertEquals("\"b, \"\"c\"\".png\",,,0,cat,0.909442999,0.909442999,0.045278501,0.045278501", lines.get(2));
        assertEquals("ü/名.png,0,cat,,,,,,", lines.get(4));
        JsonObject last = Json.createReader(new java.io.StringReader(text(THREE, SCORES, Format.JSONL).lines().toList().get(3))).readObject();
        assertTrue(last.isNull("prediction") && last.isNull("prob_cat"));
    }

    @Test
    void twoClassesKeepTheirPlainForm() throws IOException {
        Scores two = new Scores(Scorer.HEAD, Logits.binary(new float[] {0, 2, -2, Float.NaN}), null, 3, false);
        Labels labels = Labels.EMPTY.with(new LabelEdits(new int[] {1}, new int[] {1}));
        String csv = new String(bytes(PICTURES, labels, Classes.BINARY, two, Format.CSV), StandardCharsets.UTF_8);
        assertEquals(List.of("filename,label,prediction,prob_pos", "a.png,,0,0.5", "\"b, \"\"c\"\".png\",1,1,0.880797078",
                "./=1+1.png,,0,0.119202922", "ü/名.png,,,"), csv.lines().toList());
    }

    /** As the columns are read by others. */
    public record Line(String filename, Integer label, String label_name, Integer prediction, String prediction_name, Double confidence,
            Double prob_cat) {
    }

    @Test
    void parquetIsReadByOthers(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("labels.parquet"), bytes(PICTURES, LABELS, THREE, SCORES, Format.PARQUET));
        List<Line> lines = new CarpetReader<>(file.toFile(), Line.class).toList();
        assertEquals(4, lines.size());
        assertEquals(new Line("a.png", 2, "a \"bird\" & more", 2, "a \"bird\" & more", 0.665240956, 0.090030573), lines.get(0));
        assertEquals(new Line("b, \"c\".png", null, null, 0, "cat", 0.909442999, 0.909442999), lines.get(1));
        assertEquals("=dog", lines.get(2).label_name());
        assertNull(lines.get(3).confidence());
        assertEquals("ü/名.png", lines.get(3).filename());
    }

    /** As above, of two classes. */
    public record Short(String filename, Integer label) {
    }

    @Test
    void parquetHoldsMoreThanOneGroupOfRowsAndNone(@TempDir Path folder) throws IOException {
        int rows = 40_000;
        OpenDataset many = TestData.pictures(IntStream.range(0, rows).mapToObj(i -> "p" + i).toArray(String[]::new));
        int[] ids = IntStream.range(0, rows).filter(i -> i % 3 != 0).toArray();
        Labels labels = Labels.EMPTY.with(new LabelEdits(ids, IntStream.of(ids).map(i -> i % 2).toArray()));
        Path file = Files.write(folder.resolve("many.parquet"), bytes(many, labels, Classes.BINARY, null, Format.PARQUET));
        List<Short> lines = new CarpetReader<>(file.toFile(), Short.class).toList();
        assertEquals(ids.length, lines.size());
        assertEquals(new Short("p" + ids[20_000], ids[20_000] % 2), lines.get(20_000));
        file = Files.write(folder.resolve("none.parquet"), bytes(many, Labels.EMPTY, Classes.BINARY, null, Format.PARQUET));
        assertEquals(List.of(), new CarpetReader<>(file.toFile(), Short.class).toList());
    }

    @Test
    void labelStudioGetsTasksWithAnnotationsAndPredictions() throws IOException {
        JsonArray tasks = array(text(THREE, SCORES, Format.LABELSTUDIO));
        assertEquals(4, tasks.size());
        JsonObject first = tasks.getJsonObject(0);
        assertEquals("/data/local-files/?d=a.png", first.getJsonObject("data").getString("image"));
        assertEquals("/data/local-files/?d=%C3%BC/%E5%90%8D.png", tasks.getJsonObject(3).getJsonObject("data").getString("image"));
        JsonObject result = first.getJsonArray("annotations").getJsonObject(0).getJsonArray("result").getJsonObject(0);
        assertEquals(Json.createReader(new java.io.StringReader("{\"from_name\":\"label\",\"to_name\":\"image\",\"type\":\"choices\",\"value\":"
                + "{\"choices\":[\"a \\\"bird\\\" & more\"]}}")).readObject(), result);
        JsonObject prediction = first.getJsonArray("predictions").getJsonObject(0);
        assertEquals("fastlabel-7", prediction.getString("model_version"));
        assertEquals(0.665240956, prediction.getJsonNumber("score").doubleValue());
        assertEquals(0, tasks.getJsonObject(1).getJsonArray("annotations").size());
        assertEquals(0, tasks.getJsonObject(3).getJsonArray("predictions").size());
    }

    @Test
    void labelStudioGetsTheConfigurationThatFits() throws Exception {
        byte[] xml = text(THREE, null, Format.LABELSTUDIO_CONFIG).getBytes(StandardCharsets.UTF_8);
        var choices = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getElementsByTagName("Choice");
        assertEquals(3, choices.getLength());
        assertEquals("a \"bird\" & more", choices.item(2).getAttributes().getNamedItem("value").getTextContent());
    }

    @Test
    void textsComeWithTheirWords() throws IOException {
        OpenDataset texts = TestData.texts("=1+1", "plain");
        Labels labels = Labels.EMPTY.with(new LabelEdits(new int[] {0, 1}, new int[] {1, 0}));
        assertEquals("filename,label,text\r\nrow-1,1,'=1+1\r\nrow-2,0,plain\r\n",
                new String(bytes(texts, labels, Classes.BINARY, null, Format.CSV), StandardCharsets.UTF_8));
        JsonObject task = array(new String(bytes(texts, labels, Classes.BINARY, null, Format.LABELSTUDIO), StandardCharsets.UTF_8)).getJsonObject(0);
        assertEquals("=1+1", task.getJsonObject("data").getString("text"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"PARQUET", "LABELSTUDIO_CONFIG"})
    void whatIsExportedCanBeImported(Format format) throws IOException {
        for (Scores scores : new Scores[] {null, SCORES}) {
            byte[] file = bytes(PICTURES, LABELS, THREE, scores, format);
            ImportPlan plan = ImportPlan.of(LabelFile.read(new ByteArrayInputStream(file)), PICTURES, Labels.EMPTY, THREE, id -> true, false);
            assertNull(plan.problem(false));
            Map<Integer, Integer> labels = new TreeMap<>();
            IntStream.range(0, plan.edits().size()).forEach(i -> labels.put(plan.edits().id(i), plan.edits().label(i)));
            assertEquals(Map.of(0, 2, 2, 1, 3, 0), labels);
        }
    }

    @Test
    void csvCellsAreQuotedAndNoFormulas() {
        assertEquals("a b.png", CsvRows.cell("a b.png", Column.Type.NAME));
        assertEquals("\"a,\"\"b\"\".png\"", CsvRows.cell("a,\"b\".png", Column.Type.NAME));
        assertEquals("./=1+2.png", CsvRows.cell("=1+2.png", Column.Type.NAME));
        assertEquals("\"./-a,b\"", CsvRows.cell("-a,b", Column.Type.NAME));
    }
}
