package org.fastlabel.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.dataset.FolderKinds.Kind;
import org.fastlabel.media.image.Pictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderKindsTest {

    @TempDir
    Path dir;
    private Path root;

    @BeforeEach
    void real() throws IOException {
        root = dir.toRealPath();
    }

    @Test
    void nothingIsOfferedInAnEmptyFolder() {
        assertEquals(List.of(), kinds());
    }

    @Test
    void classFoldersAreSeenOneOrTwoLevelsDeep() throws IOException {
        write("cat/1.png", Pictures.png(8, 8));
        assertEquals(List.of("image"), types(), "one folder makes no classes");
        write("dog/1.png", Pictures.png(8, 8));
        assertEquals(List.of("imagefolder", "image"), types());
        assertEquals("2 class folders", kinds().get(0).why());
        Path other = root.resolve("cat/more");
        write("cat/more/train/a/1.jpg", new byte[1]);
        write("cat/more/train/b/1.jpg", new byte[1]);
        assertEquals("2 class folders in train", kinds(other).get(0).why());
    }

    @Test
    void namedDataSets() throws IOException {
        write("data_batch_1.bin", new byte[1]);
        assertEquals(List.of("cifar10"), types());
        write("python/test_batch", new byte[1]);
        assertEquals("cifar10", kinds(root.resolve("python")).get(0).type());
        write("esc/meta/esc50.csv", "filename\n");
        write("esc/audio/a.wav", new byte[1]);
        assertEquals(List.of("esc50", "audio"), types(root.resolve("esc")));
        write("urban/metadata/UrbanSound8K.csv", "slice_file_name\n");
        assertEquals(List.of("urbansound8k"), types(root.resolve("urban")));
    }

    @Test
    void tablesAreOfferedByTheirColumns() throws IOException {
        write("texts.csv", "text,label\na,b\nc,d\n");
        write("one.jsonl", "{\"body\":\"a\"}\n");
        write("pictures.csv", "id,where\n1,a.png\n");
        write("a.png", Pictures.png(8, 8));
        write("absent.csv", "path,label\nabsent.png,x\n");
        write("noise.csv", new byte[300]);
        FolderListing listing = FolderListing.of(root);
        assertEquals(List.of("absent.csv", "one.jsonl", "pictures.csv", "texts.csv"),
                listing.tables().stream().map(FolderListing.Table::name).toList());
        assertEquals(List.of(
                new Kind("text", root.resolve("one.jsonl").toString(), "one.jsonl, 1 row", List.of("body"), "body", null),
                new Kind("csv", root.resolve("pictures.csv").toString(), "pictures.csv, 1 row of paths", List.of("id", "where"), null,
                        "where"),
                new Kind("text", root.resolve("texts.csv").toString(), "texts.csv, 2 rows", List.of("text", "label"), "text", null)),
                kinds().stream().filter(k -> k.columns() != null).toList());
    }

    @Test
    void whateverIsOfferedCanBeOpened() throws IOException {
        write("texts.csv", "text,label\na,b\nc,d\n");
        write("list.csv", "path\ncat/1.png\n");
        write("cat/1.png", Pictures.png(8, 8));
        write("dog/1.png", Pictures.png(8, 8));
        write("notes.txt", "a note");
        CifarFiles.binary(root.resolve("test_batch.bin"), 1);
        List<Kind> kinds = kinds();
        assertEquals(List.of("cifar10", "imagefolder", "image", "csv", "text", "text"), types());
        for (Kind kind : kinds) {
            SourceSpec spec = SourceSpec.of(kind.type(), Path.of(kind.path()), null, java.util.Map.of()).orElseThrow();
            assertTrue(DatasetOpener.open(spec, dir.resolve("home")).items().presentCount() > 0, kind.toString());
        }
    }

    @Test
    void soundsAndTextsAreCounted() throws IOException {
        write("a.WAV", new byte[1]);
        write("b.ogg", new byte[1]);
        write("c.md", "text");
        FolderListing listing = FolderListing.of(root);
        assertEquals(2, listing.sounds());
        assertEquals(1, listing.texts());
        assertEquals(List.of("2 sounds", "1 text file"), kinds().stream().map(Kind::why).toList());
    }

    private List<Kind> kinds() {
        return kinds(root);
    }

    private static List<Kind> kinds(Path folder) {
        return FolderKinds.of(folder, FolderListing.of(folder));
    }

    private List<String> types() {
        return types(root);
    }

    private static List<String> types(Path folder) {
        return kinds(folder).stream().map(Kind::type).toList();
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
