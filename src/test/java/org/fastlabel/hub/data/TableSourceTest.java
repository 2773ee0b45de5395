package org.fastlabel.hub.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.OwnHome;
import org.junit.jupiter.api.Test;

class TableSourceTest extends OwnHome {

    private static final List<String> LABELS = List.of("OK", "NG");

    /** What was read. */
    private record Read(List<ItemSource.Item> items, LeftOut leftOut) {

        List<String> texts() {
            return items.stream().map(i -> i.data().getString("text")).toList();
        }
    }

    private static Read read(String name, byte[] bytes, String... columns) throws IOException {
        String[] three = {columns.length > 0 ? columns[0] : null, columns.length > 1 ? columns[1] : null, columns.length > 2 ? columns[2] : null};
        try (Upload upload = Upload.of(name, new ByteArrayInputStream(bytes))) {
            TableSource source = new TableSource(upload.table(), name, LABELS, three, null);
            List<ItemSource.Item> items = new ArrayList<>();
            source.each(items::add);
            return new Read(items, source.leftOut());
        }
    }

    private static Read read(String name, String text, String... columns) throws IOException {
        return read(name, text.getBytes(StandardCharsets.UTF_8), columns);
    }

    @Test
    void everyKindOfFileGivesTheSameTexts() throws IOException {
        List<String> texts = List.of("a, b", "c\"d", "é 中");
        assertEquals(texts, read("t.csv", "id,text\r\n1,\"a, b\"\r\n2,\"c\"\"d\"\r\n3,é 中\r\n").texts());
        assertEquals(texts, read("t.tsv", "id\ttext\n1\ta, b\n2\t\"c\"\"d\"\n3\té 中\n").texts());
        assertEquals(texts, read("t.jsonl", "{\"text\":\"a, b\"}\n{\"text\":\"c\\\"d\"}\n{\"text\":\"é 中\"}\n").texts());
        assertEquals(texts, read("t.json", "[{\"text\":\"a, b\"},{\"text\":\"c\\\"d\"},{\"text\":\"é 中\"}]").texts());
        assertEquals(texts, read("t.json", "[{\"id\":1,\"data\":{\"text\":\"a, b\"},\"annotations\":[{\"result\":[]}]},"
                + "{\"data\":{\"text\":\"c\\\"d\"}},{\"data\":{\"text\":\"é 中\"}}]").texts());
    }

    @Test
    void emptyAndRepeatedRowsAreToldAndDoNotStopTheRest() throws IOException {
        Read read = read("t.csv", "text,note\none,1\n,2\none,3\n\"  \",4\ntwo,5\n" + "x".repeat(100_001) + ",6\n");
        assertEquals(List.of("one", "two"), read.texts());
        assertEquals(1, read.leftOut().duplicates());
        assertEquals(List.of(2, 4, 6), read.leftOut().skipped().stream().map(LeftOut.Row::line).toList());
        assertEquals(List.of("row-1", "row-5"), read.items().stream().map(ItemSource.Item::key).toList());
    }

    @Test
    void otherColumnsComeAlongButNotThoseWithTheAnswer() throws IOException {
        Read read = read("t.csv", "say,lot,truth,check\na,88,OK,NG\nb,89,,\nc,90,fine,OK\n", "say", "truth", "check");
        assertEquals("{\"text\":\"a\",\"lot\":\"88\"}", read.items().get(0).data().toString());
        assertEquals("OK", read.items().get(0).label());
        assertEquals("NG", read.items().get(0).gold());
        assertNull(read.items().get(1).label());
        assertNull(read.items().get(2).label());
        assertEquals(1, read.leftOut().all());
        assertTrue(read.leftOut().skipped().get(0).reason().contains("fine"));
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
        InvalidInput refused = assertThrows(InvalidInput.class, () -> read("t.csv", "a,b\n1,2\n", "text"));
        assertEquals("no-such-column", refused.code());
        assertTrue(refused.getMessage().contains("\"a\", \"b\""), refused.getMessage());
        assertEquals("no-such-column", assertThrows(InvalidInput.class, () -> read("t.csv", "a,b\n1,2\n")).code());
        assertEquals("no-such-column", assertThrows(InvalidInput.class, () -> read("t.csv", "text\n1\n", "text", "label")).code());
    }

    @Test
    void aFileThatIsNothingIsRefusedInWords() {
        for (String bad : List.of("", "text\n", "text\n\"open", "\n\n")) {
            assertThrows(InvalidInput.class, () -> read("t.csv", bad), bad);
        }
        for (String bad : List.of("", "[", "[{\"text\":\"a\"}", "[{\"text\":\"a\"},]", "nonsense", "[]", "[1,2]", "[".repeat(20_000), "[{\"a\":"
                + "[".repeat(5_000))) {
            assertThrows(InvalidInput.class, () -> read("t.json", bad), bad.substring(0, Math.min(30, bad.length())));
        }
    }

    @Test
    void nothingStaysBehind() throws IOException {
        read("t.csv", "text\na\n");
        assertThrows(InvalidInput.class, () -> read("t.json", "[{"));
        try (var files = Files.list(home.resolve("tmp"))) {
            assertEquals(0, files.count());
        }
    }

    /** Files made at random of what files are made of: read or refused, never anything else. */
    @Test
    void noFileFailsInAnyOtherWay() {
        String[] pieces = {"text", ",", "\"", "\n", "\r", "[", "{", "}", "]", ":", "\\", "\0", "\uFEFF", "a", "1", "null", "\t", "data", "\u001b"};
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "text\n" : "");
            for (int i = 0; i < random.nextInt(40); i++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String name = List.of("t.csv", "t.json", "t.jsonl").get(random.nextInt(3));
            try {
                Read read = read(name, text.toString());
                assertFalse(read.items().isEmpty());
            } catch (FastLabelException | IOException e) {
                assertTrue(e instanceof InvalidInput, name + " " + text + ": " + e);
            }
        }
    }

    @Test
    void demonstrationTextsAreTheSameEachTimeAndAllDifferent() {
        List<String> texts = new ArrayList<>();
        new DemoTexts(1_000).each(item -> texts.add(item.data().getString("text")));
        assertEquals(1_000, new HashSet<>(texts).size());
        List<String> again = new ArrayList<>();
        new DemoTexts(100).each(item -> again.add(item.data().getString("text")));
        assertEquals(texts.subList(0, 100), again);
    }
}
