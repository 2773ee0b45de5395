package org.fastlabel.labeling.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.TooLarge;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.LabelEdits;
import org.fastlabel.labeling.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest {

    private static final OpenDataset PICTURES = TestData.pictures("a.png", "cats/b.png", "cats/c d.png", "dogs/b.png", "=e.png");
    private static final Classes THREE = Classes.named(List.of("cat", "dog", "bird"));

    private static LabelFile read(String text) throws IOException {
        return LabelFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ImportPlan plan(String text) throws IOException {
        return ImportPlan.of(read(text), PICTURES, Labels.EMPTY, THREE, id -> true, false);
    }

    private static Map<Integer, Integer> labels(ImportPlan plan) {
        Map<Integer, Integer> labels = new TreeMap<>();
        for (int i = 0; i < plan.edits().size(); i++) {
            labels.put(plan.edits().id(i), plan.edits().label(i));
        }
        return labels;
    }

    private static void fits(Map<Integer, Integer> expected, String text) throws IOException {
        ImportPlan plan = plan(text);
        assertEquals(expected, labels(plan), text);
        assertNull(plan.problem(false), text);
    }

    @Test
    void ourOwnFiles() throws IOException {
        fits(Map.of(0, 1, 1, 0), "[\n{\"filename\":\"a.png\",\"label\":1},\n{\"filename\":\"cats/b.png\",\"label\":0}\n]\n");
        fits(Map.of(0, 1, 4, 2), "filename,label,label_name\r\na.png,1,dog\r\n./=e.png,2,bird\r\n");
        fits(Map.of(0, 1, 1, 0), "{\"filename\":\"a.png\",\"label\":1}\n\n{\"filename\":\"cats/b.png\",\"label\":0}\n");
        fits(Map.of(0, 1), "{\"filename\":\"a.png\",\"label\":1,\"label_name\":\"dog\"}");
    }

    @Test
    void filesOfOthers() throws IOException {
        fits(Map.of(0, 1, 2, 0), "path;class\na.png;DOG\n\"c d.png\"; cat \n");
        fits(Map.of(0, 1), "Image\tChoice\na.png\tdog\n");
        fits(Map.of(0, 1), "filename,label\na.png,1");
        fits(Map.of(1, 2, 3, 0), "file,label\n/home/x/cats/b.png,bird\nC:\\data\\dogs\\b.png,cat\n");
        fits(Map.of(0, 2), "[{\"image\":\"a.png\",\"choice\":\"bird\",\"id\":77}]");
        fits(Map.of(3, 2), "[{\"id\":3,\"label\":2}]");
    }

    @Test
    void labelStudio() throws IOException {
        String task = "{\"id\":1,\"data\":{\"image\":\"%s\"},\"annotations\":[{\"was_cancelled\":%s,\"result\":[{\"type\":\"choices\","
                + "\"value\":{\"choices\":[\"dog\"]}}]},{\"result\":null}],\"predictions\":[{\"result\":[]}]}";
        fits(Map.of(2, 1), "[" + String.format(task, "/data/upload/3/1a2b3c4d-c%20d.png", "false") + "]");
        fits(Map.of(2, 1), "[" + String.format(task, "/data/local-files/?d=pictures/cats/c%20d.png", "false") + "]");
        fits(Map.of(3, 1), String.format(task, "https://host:80/x/dogs/b.png?token=1", "false"));
        fits(Map.of(0, 1), "[" + String.format(task, "a.png", "false") + "," + String.format(task, "cats/b.png", "true") + "]");
        assertEquals(1, read("[" + String.format(task, "a.png", "false") + "," + String.format(task, "b.png", "true") + "]").unlabelled());
    }

    @Test
    void textsAreFoundByTheirWords() throws IOException {
        OpenDataset texts = TestData.texts("hello, you", "=1+1", "twice", "twice");
        ImportPlan plan = ImportPlan.of(read("text,label\n\"hello, you\",cat\n'=1+1,dog\ntwice,bird\n"), texts, Labels.EMPTY, THREE,
                id -> true, false);
        assertEquals(Map.of(0, 0, 1, 1), labels(plan));
        assertEquals(Set.of("twice"), plan.unknown());
        plan = ImportPlan.of(read("[{\"data\":{\"text\":\"hello, you\"},\"annotations\":[{\"result\":[{\"value\":{\"choices\":[\"bird\"]}}]}]}]"),
                texts, Labels.EMPTY, THREE, id -> true, false);
        assertEquals(Map.of(0, 2), labels(plan));
    }

    @Test
    void digitsAreNumbersAmongTwoClassesAndNamesAmongMany() throws IOException {
        Classes digits = Classes.named(List.of("2", "1", "0"));
        LabelFile file = read("filename,label\na.png,0\ncats/b.png,2\n");
        assertEquals(Map.of(0, 2, 1, 0), labels(ImportPlan.of(file, PICTURES, Labels.EMPTY, digits, id -> true, false)));
        Classes two = Classes.named(List.of("1", "0"));
        assertEquals(Map.of(0, 0), labels(ImportPlan.of(read("filename,label\na.png,0\n"), PICTURES, Labels.EMPTY, two, id -> true, false)));
    }

    @Test
    void whatIsThereAlreadyIsNoEdit() throws IOException {
        Labels labels = Labels.EMPTY.with(new LabelEdits(new int[] {0, 1}, new int[] {1, 1}));
        ImportPlan plan = ImportPlan.of(read("filename,label\na.png,dog\ncats/b.png,cat\n"), PICTURES, labels, THREE, id -> true, false);
        assertEquals(Map.of(1, 0), labels(plan));
        assertEquals(2, plan.matched());
        assertEquals(1, plan.unchanged());
    }

    @Test
    void whatFitsNothingIsNamed() throws IOException {
        ImportPlan plan = plan("filename,label\nz.png,dog\nb.png,dog\na.png,horse\ncats/b.png,\n=e.png,cat\n");
        assertEquals(Set.of("z.png", "b.png"), plan.unknown());
        assertEquals(Set.of("horse"), plan.unknownLabels());
        assertEquals("unknown-items", plan.problem(false));
        assertNull(plan.problem(true));
        assertEquals(Map.of(4, 0), labels(plan));
        assertEquals("nothing-matched", plan("filename,label\nz.png,dog\n").problem(true));
        ImportPlan unreadable = ImportPlan.of(read("filename,label\na.png,dog\n"), PICTURES, Labels.EMPTY, THREE, id -> false, false);
        assertEquals(Set.of("a.png"), unreadable.unknown());
    }

    @Test
    void newNamesBecomeClassesWhenAskedFor() throws IOException {
        LabelFile file = read("filename,label\na.png,horse\ncats/b.png,Horse\ndogs/b.png,dog\nz.png,lion\n");
        ImportPlan plan = ImportPlan.of(file, PICTURES, Labels.EMPTY, THREE, id -> true, true);
        assertEquals(Map.of(0, 3, 1, 3, 3, 1), labels(plan));
        assertEquals(List.of("horse"), plan.newClasses());
        assertEquals("horse", plan.classes().require(3).name());
        ImportPlan numbers = ImportPlan.of(read("[{\"filename\":\"a.png\",\"label\":9}]"), PICTURES, Labels.EMPTY, THREE, id -> true, true);
        assertEquals(Set.of("9"), numbers.unknownLabels());
        ImportPlan tooLong = ImportPlan.of(read("[{\"filename\":\"a.png\",\"label\":\"" + "x".repeat(99) + "\"}]"), PICTURES,
                Labels.EMPTY, THREE, id -> true, true);
        assertEquals("unknown-labels", tooLong.problem(false));
        assertFalse(tooLong.words(false).contains("create_classes"), "that was asked for already");
    }

    @Test
    void twoLabelsOfOneItemAreAContradictionWhateverIsSkipped() throws IOException {
        ImportPlan plan = plan("[{\"filename\":\"a.png\",\"label\":0},{\"id\":0,\"label\":1},{\"id\":0,\"label\":1}]");
        assertEquals("contradiction", plan.problem(true));
        assertEquals(Set.of("a.png"), plan.contradictory());
        assertTrue(plan.words(true).contains("a.png"));
        fits(Map.of(0, 1), "[{\"filename\":\"a.png\",\"label\":1},{\"id\":0,\"label\":\"dog\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "[", "[{\"filename\":\"a.png\",\"label\":1},", "[{\"filename\":\"a.png\",\"label\":1}", "{\"filename\":",
        "[1,2]", "[[]]", "[{\"label\":1}]", "[{\"filename\":\"a.png\",\"label\":1}] x", "{\"filename\":\"a.png\",\"label\":1}\nnonsense",
        "a,b\n1,2\n", "filename\na.png\n", "just words", "filename,label\n\"a.png,1\n", "[{\"filename\":\"a.png\",\"label\":1}]\0"})
    void whatIsNoFileOfLabelsIsRefused(String text) {
        assertEquals("bad-label-file", assertThrows(InvalidInput.class, () -> read(text)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "filename,label\n", "filename,label\na.png,\n", "[{\"filename\":\"a.png\",\"label\":null}]"})
    void aFileWithoutLabelsIsRefused(String text) {
        assertEquals("no-labels", assertThrows(InvalidInput.class, () -> read(text)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void byteOrderMarksAreUnderstood(String charset) throws IOException {
        LabelFile file = LabelFile.read(new ByteArrayInputStream("\ufefffilename,label\nü.png,cat\n".getBytes(Charset.forName(charset))));
        assertEquals("ü.png", file.entries().get(0).names().get(0));
    }

    @Test
    void otherEncodingsAreRefused() {
        for (String charset : List.of("ISO-8859-1", "UTF-16LE", "UTF-16BE")) {
            byte[] bytes = "filename,label\nü.png,cat\n".getBytes(Charset.forName(charset));
            assertThrows(InvalidInput.class, () -> LabelFile.read(new ByteArrayInputStream(bytes)), charset);
        }
    }

    @Test
    void depthAndSizeAreLimited() {
        assertThrows(InvalidInput.class, () -> read("[".repeat(20_000) + "]".repeat(20_000)));
        assertThrows(InvalidInput.class, () -> read("[{\"filename\":" + "[".repeat(20_000) + "1" + "]".repeat(20_000) + "}]"));
        assertThrows(InvalidInput.class, () -> read("{\"a\":".repeat(20_000)));
        assertThrows(TooLarge.class, () -> LabelFile.read(new ByteArrayInputStream(new byte[LabelFile.MAX_BYTES + 1])));
    }
}
