package org.fastlabel.dataset.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fastlabel.api.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    @TempDir
    Path dir;

    @Test
    void quotesAndLineBreaks() throws IOException {
        assertRows("t.csv", "text,label\n\"one\nline, and \"\"more\"\"\",OK\n\nplain,\"\"\nshort\n a \"b\" ,c\n",
                List.of("text", "label"), List.of("one\nline, and \"more\"", "OK"), List.of("plain", ""),
                Arrays.asList("short", null), List.of(" a \"b\" ", "c"));
    }

    @Test
    void everyWayToEndALine() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            for (String last : List.of("", end)) {
                assertRows("t.csv", "a,b" + end + "1,2" + end + "\"3\",\"4\"" + last, List.of("a", "b"), List.of("1", "2"),
                        List.of("3", "4"));
            }
        }
    }

    @Test
    void theHeaderTellsWhatSeparates() throws IOException {
        for (String s : List.of(",", ";", "\t", "|")) {
            assertRows("t.csv", "a" + s + "\"b,;c\"" + s + "d\n1" + s + "2" + s + "3\n", List.of("a", "b,;c", "d"), List.of("1", "2", "3"));
        }
        assertRows("t.csv", "text\nhello, world; again\n", List.of("text"), List.of("hello, world; again"));
    }

    @Test
    void marksAndEncodings() throws IOException {
        String text = "text,label\ngrüße,OK\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            try (Table table = table("t.csv", ("\uFEFF" + text).getBytes(charset))) {
                assertEquals(List.of("text", "label"), table.columns(), charset.name());
                assertEquals("grüße", table.cells(0)[0], charset.name());
                assertNull(table.notice());
            }
        }
        try (Table table = table("t.csv", text.getBytes(StandardCharsets.ISO_8859_1))) {
            assertEquals("grüße", table.cells(0)[0]);
            assertNotNull(table.notice(), "a guess is said");
        }
    }

    @Test
    void aReencodedTableIsReadAnewWhenItChanges() throws IOException {
        table("t.csv", "text\nfür\n".getBytes(StandardCharsets.ISO_8859_1)).close();
        try (Table table = table("t.csv", "text\nweiß\n".getBytes(StandardCharsets.ISO_8859_1))) {
            assertEquals("weiß", table.cells(0)[0]);
        }
        try (var copies = Files.list(dir.resolve("cache"))) {
            assertEquals(1, copies.count(), "the older copy is thrown away");
        }
    }

    @Test
    void lettersAcrossTheBlocksOfTheReader() throws IOException {
        StringBuilder text = new StringBuilder("text,n\n");
        for (int i = 0; i < 60_000; i++) {
            text.append("é名🎵,").append(i).append('\n');
        }
        try (Table table = table("t.csv", text.toString().getBytes(StandardCharsets.UTF_8))) {
            assertEquals(60_000, table.rows());
            for (int i = 0; i < table.rows(); i += 997) {
                assertEquals(List.of("é名🎵", Integer.toString(i)), List.of(table.cells(i)));
            }
        }
    }

    @Test
    void linesOfJson() throws IOException {
        assertRows("t.jsonl", "{\"text\":\"a\\n\\\"b\\\"\",\"label\":1}\n\n  {\"label\":true,\"text\":\"c\",\"x\":{\"y\":[1]}}\r\n{\"text\":null}",
                List.of("text", "label"), List.of("a\n\"b\"", "1"), List.of("c", "true"), Arrays.asList(null, null));
    }

    @Test
    void tasksOfLabelStudio() throws IOException {
        assertRows("t.json", " [\n {\"id\":1,\"data\" : {\"text\":\"a ] } \\\\\\\" , \",\"n\":5}} ,\n{\"data\":{\"text\":\"b\"},\"annotations\":[]}\n] ",
                List.of("text", "n"), List.of("a ] } \\\" , ", "5"), Arrays.asList("b", null));
    }

    @Test
    void aBrokenRowBreaksNoOther() throws IOException {
        try (Table table = table("t.jsonl", "{\"text\":\"a\"}\nnonsense\n{\"text\":\"b\"\n[1]\n{\"text\":\"c\"} x\n{\"text\":\"d\"}")) {
            assertEquals("a", table.cells(0)[0]);
            for (int row = 1; row < 5; row++) {
                assertBadRow(table, row);
            }
            assertEquals("d", table.cells(5)[0]);
        }
        try (Table table = table("t.json", "[{\"text\":\"no data\"},5,null,{\"data\":" + "[".repeat(20_000) + "]".repeat(20_000)
                + "},{\"data\":{\"text\":\"good\"}}]")) {
            for (int row = 0; row < 4; row++) {
                assertBadRow(table, row);
            }
            assertEquals("good", table.cells(4)[0]);
        }
        try (Table table = table("t.csv", "text,label\na,b,c\nd,e,,\n")) {
            assertBadRow(table, 0);
            assertEquals("d", table.cells(1)[0]);
        }
    }

    @Test
    void aRowOfMegabytesIsNotRead() throws IOException {
        try (Table table = table("t.csv", "text,label\na,OK\n\"" + "x".repeat(10_000_000) + "\",NG\n" + "y".repeat(300_000) + ",OK\n")) {
            assertEquals(3, table.rows());
            assertBadRow(table, 1);
            assertEquals(300_000, table.cells(2)[0].length());
        }
    }

    private static void assertBadRow(Table table, int row) {
        assertEquals("bad-row", assertThrows(InvalidInput.class, () -> table.cells(row)).code(), "row " + row);
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        assertRefused("empty-table", "t.csv", "");
        assertRefused("empty-table", "t.csv", "text,label\n");
        assertRefused("empty-table", "t.json", "[]");
        assertRefused("bad-table", "t.csv", "text,label\n\"never closed,OK\nnext,NG\n");
        assertRefused("bad-table", "t.csv", "\n\n");
        assertRefused("bad-table", "t.csv", "x".repeat(100_000));
        assertRefused("bad-table", "t.json", "[{\"data\":{\"text\":\"a\"}},{\"data");
        assertRefused("bad-table", "t.json", "[".repeat(20_000));
        assertRefused("bad-table", "t.json", "text,label\na,b\n");
        byte[] noise = new byte[2048];
        new Random(1).nextBytes(noise);
        assertRefused("not-text", "t.csv", noise);
        assertRefused("not-text", "t.csv", new byte[5000]);
        assertRefused("not-text", "t.csv", "text\nno mark\n".getBytes(StandardCharsets.UTF_16LE));
        assertEquals("no-such-table",
                assertThrows(InvalidInput.class, () -> Table.open(dir.resolve("absent.csv"), dir)).code());
    }

    @Test
    void theMissingColumnIsNamedWithThoseThatAreThere() throws IOException {
        try (Table table = table("t.csv", "id;Body\n1;hello\n")) {
            assertEquals(1, table.column("body"));
            String message = assertThrows(InvalidInput.class, () -> table.column("text")).getMessage();
            assertTrue(message.contains("\"text\"") && message.contains("\"id\", \"Body\""), message);
        }
    }

    @Test
    void rowsAreReadFromTheFileWhenTheyAreAskedFor() throws IOException {
        String filler = "z".repeat(50_000);
        try (Table table = table("t.csv", "text\n" + filler + "\naaaa\n")) {
            assertEquals(filler, table.cells(0)[0]);
            Files.writeString(dir.resolve("t.csv"), "text\n" + filler + "\nbbbb\n");
            assertEquals("bbbb", table.cells(1)[0]);
            Files.writeString(dir.resolve("t.csv"), "text\n");
            assertBadRow(table, 0);
        }
    }

    @Test
    void aGlanceTellsColumnsAndAboutHowManyRows() throws IOException {
        Files.writeString(dir.resolve("small.csv"), "text,label\na,b\nc,d\n");
        assertEquals(new Glance(List.of("text", "label"), List.of("a", "b"), 2, false), Glance.at(dir.resolve("small.csv")));
        Files.writeString(dir.resolve("large.csv"), "text,label\n" + "nice text ü,OK\n".repeat(100_000));
        Glance large = Glance.at(dir.resolve("large.csv"));
        assertTrue(large.about() && large.rows() > 90_000 && large.rows() < 110_000, large.toString());
        Files.writeString(dir.resolve("large.json"), "[" + "{\"data\":{\"text\":\"a\"}},".repeat(100_000) + "{}]");
        assertEquals(List.of("text"), Glance.at(dir.resolve("large.json")).columns());
        Files.write(dir.resolve("noise.csv"), new byte[1000]);
        assertEquals(List.of(), Glance.at(dir.resolve("noise.csv")).columns());
    }

    @Test
    void controlCharactersBecomeSpaces() {
        assertEquals("a b [31m\tc\nd", Encoding.clean("a\0b\u001b[31m\tc\nd"));
        assertEquals("plain", Encoding.clean("plain"));
    }

    private void assertRefused(String code, String name, String text) throws IOException {
        assertRefused(code, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(String code, String name, byte[] bytes) {
        assertEquals(code, assertThrows(InvalidInput.class, () -> table(name, bytes)).code());
    }

    @SafeVarargs
    private void assertRows(String name, String text, List<String> columns, List<String>... rows) throws IOException {
        try (Table table = table(name, text)) {
            assertEquals(columns, table.columns());
            List<List<String>> found = new ArrayList<>();
            for (int i = 0; i < table.rows(); i++) {
                found.add(Arrays.asList(table.cells(i)));
            }
            assertEquals(List.of(rows), found);
        }
    }

    private Table table(String name, String text) throws IOException {
        return table(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Table table(String name, byte[] bytes) throws IOException {
        return Table.open(Files.write(dir.resolve(name), bytes), dir.resolve("cache"));
    }
}
