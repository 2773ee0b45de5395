package org.fastlabel.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.SourceSpec.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourceTest {

    @TempDir
    Path dir;
    private Path file;

    @BeforeEach
    void place() throws IOException {
        file = dir.toRealPath().resolve("texts.csv");
    }

    @Test
    void rowsAreTextsWithTheirTruth() throws IOException {
        Files.writeString(file, "label,Text\nham,hello there\nspam,\"buy, now\"\nham,again\n,no label\n");
        try (MediaSource source = open(new Text(file, null, "LABEL"))) {
            assertEquals(MediaKind.TEXT, source.kind());
            assertEquals(List.of("hello there", "buy, now", "again", "no label"), texts(source));
            assertEquals(List.of("ham", "spam"), source.classNames(), "the rarer of two comes second");
            assertEquals(Optional.of("spam"), source.truth(source.keys().get(1)));
            assertEquals(Optional.empty(), source.truth(source.keys().get(3)));
            assertEquals(new Text(file, "Text", "label"), source.spec(), "as the table writes them");
            assertThrows(NotFound.class, () -> source.image(source.keys().get(0)));
            assertThrows(NotFound.class, () -> source.original(source.keys().get(0)));
        }
    }

    @Test
    void theTruthIsNowhereInTheItems() throws IOException {
        Files.writeString(file, "text,label\nhello,secret\nworld,secret\n");
        try (MediaSource source = open(new Text(file, null, "label"))) {
            assertFalse((source.keys() + " " + texts(source)).contains("secret"));
        }
    }

    @Test
    void theOnlyColumnIsTheText() throws IOException {
        Files.writeString(file, "message\nhello, world\n");
        try (MediaSource source = open(new Text(file, null, null))) {
            assertEquals(List.of("hello, world"), texts(source));
            assertEquals(List.of(), source.classNames());
        }
    }

    @Test
    void idsStayWhenRowsAreAppended() throws IOException {
        Files.writeString(file, "text\none\ntwo\none\n");
        OpenDataset before = DatasetOpener.open(new Text(file, null, null), dir);
        Files.writeString(file, "text\none\ntwo\none\nthree\n");
        OpenDataset after = DatasetOpener.open(new Text(file, "text", null), dir);
        assertEquals(before.id(), after.id(), "naming the usual column changes nothing");
        assertEquals(3, before.items().presentCount(), "equal texts are items of their own");
        assertEquals(4, after.items().presentCount());
        for (int id = 0; id < 3; id++) {
            assertEquals(before.items().key(id), after.items().key(id));
        }
    }

    /** Else a label or an embedding would stand at a text that it was not made for. */
    @Test
    void aChangedTextIsAnotherItem() throws IOException {
        Files.writeString(file, "text\none\ntwo\n");
        OpenDataset before = DatasetOpener.open(new Text(file, null, null), dir);
        Files.writeString(file, "text\none\nTWO\n");
        OpenDataset after = DatasetOpener.open(new Text(file, null, null), dir);
        assertTrue(after.items().present(0));
        assertFalse(after.items().present(1));
        assertEquals("TWO", after.source().text(after.items().key(2)));
        InvalidInput e = assertThrows(InvalidInput.class, () -> before.source().text(before.items().key(1)));
        assertEquals("unreadable-item", e.code());
    }

    @Test
    void anotherColumnIsAnotherDataSetAndAnotherTruthIsNot() throws IOException {
        Files.writeString(file, "text,title,label\na,b,c\n");
        String id = DatasetOpener.open(new Text(file, "text", null), dir).id();
        assertEquals(id, DatasetOpener.open(new Text(file, "text", "label"), dir).id());
        assertFalse(id.equals(DatasetOpener.open(new Text(file, "title", null), dir).id()));
    }

    @Test
    void rowsWithoutATextAreLeftOutAndSaid() throws IOException {
        Files.writeString(file, "id,text\n1,first\n2,\n3\n4,\" \"\n5,\"" + "x".repeat(5_000_000) + "\"\n6,last\n");
        try (MediaSource source = open(new Text(file, null, null))) {
            assertEquals(List.of("first", "last"), texts(source));
            assertEquals(4, source.skipped());
            assertEquals(4, source.notices().size());
            assertTrue(source.keys().get(1).startsWith("row-6-"), "a row keeps its number: " + source.keys());
        }
    }

    @Test
    void thousandsOfBadRowsMakeTwentyNotices() throws IOException {
        Files.writeString(file, "id,text\n" + "1,\n".repeat(5000) + "2,good\n");
        try (MediaSource source = open(new Text(file, null, null))) {
            assertEquals(5000, source.skipped());
            assertEquals(20, source.notices().size());
        }
    }

    @Test
    void columnsThatAreNoClassesGiveNoTruth() throws IOException {
        StringBuilder rows = new StringBuilder("text,label\n");
        for (int i = 0; i < 300; i++) {
            rows.append("t,").append(i).append('\n');
        }
        Files.writeString(file, rows);
        try (MediaSource source = open(new Text(file, null, "label"))) {
            assertEquals(List.of(), source.classNames());
            assertEquals(Optional.empty(), source.truth(source.keys().get(0)));
            assertEquals(1, source.notices().size());
            assertEquals(0, source.skipped());
        }
    }

    @Test
    void whatCannotBeUsedIsRefused() throws IOException {
        Files.writeString(file, "id;body\n1;hello\n");
        assertRefused("no-such-column", new Text(file, null, null));
        assertRefused("no-such-column", new Text(file, "text", null));
        assertRefused("no-such-column", new Text(file, "body", "label"));
        Files.writeString(file, "id,text\n1,\n2,\n");
        assertRefused("no-texts", new Text(file, null, null));
        Path tasks = Files.writeString(file.resolveSibling("tasks.json"), "[{\"text\":\"no data\"},{\"data\":{}},5,null]");
        assertRefused("no-texts", new Text(tasks, null, null));
    }

    @Test
    void keysOfNoRowAreNotAnswered() throws IOException {
        Files.writeString(file, "text\none\n");
        try (MediaSource source = open(new Text(file, null, null))) {
            for (String key : List.of("row-1", "row-0-00000000", "row-2-00000000", "row-9999999-00000000", "../texts.csv", "",
                    "row-1-00000000")) {
                assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> source.text(key)).code(), key);
            }
        }
    }

    @Test
    void aFolderHasATextInEachFile() throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling("folder"));
        Files.createDirectory(folder.resolve("sub"));
        Files.write(folder.resolve("b.txt"), "grüße".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("sub/a.MD"), "# title\n");
        Files.writeString(folder.resolve("10.txt"), "ten");
        Files.writeString(folder.resolve("9.txt"), "");
        Files.write(folder.resolve("c.txt"), new byte[5_000_000]);
        Files.write(folder.resolve("d.txt"), new byte[500]);
        Files.writeString(folder.resolve("table.csv"), "text\na\n");
        Files.createSymbolicLink(folder.resolve("out.txt"), Files.writeString(file.resolveSibling("secret.txt"), "secret"));
        try (MediaSource source = open(new Text(folder, null, null))) {
            assertEquals(MediaKind.TEXT, source.kind());
            assertEquals(List.of("9.txt", "10.txt", "b.txt", "c.txt", "d.txt", "sub/a.MD"), source.keys());
            assertEquals("grüße", source.text("b.txt"));
            assertEquals("# title\n", source.text("sub/a.MD"));
            for (String key : List.of("9.txt", "c.txt", "d.txt", "out.txt", "../secret.txt", "gone.txt")) {
                assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> source.text(key)).code(), key);
            }
        }
        assertRefused("no-such-column", new Text(folder, "text", null));
        Files.createDirectory(folder.resolve("empty"));
        assertEquals("no-texts", assertThrows(InvalidInput.class,
                () -> DatasetOpener.open(new Text(folder.resolve("empty"), null, null), dir)).code());
    }

    private void assertRefused(String code, Text spec) {
        assertEquals(code, assertThrows(InvalidInput.class, () -> open(spec)).code());
    }

    private static List<String> texts(MediaSource source) {
        return source.keys().stream().map(source::text).toList();
    }

    private MediaSource open(Text spec) {
        return Sources.open(spec, dir.resolve("cache"));
    }
}
