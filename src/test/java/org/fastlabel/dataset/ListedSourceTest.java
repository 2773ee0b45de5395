package org.fastlabel.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.SourceSpec.PathTable;
import org.fastlabel.media.image.Pictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class folders, ESC-50, UrbanSound8K, and tables of paths. */
class ListedSourceTest {

    @TempDir
    Path dir;
    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(dir.resolve("root")).toRealPath();
    }

    @Test
    void foldersAreClasses() throws IOException {
        picture("dog/1.png");
        picture("cat/2.png");
        picture("cat/deep/3.png");
        picture("top.png");
        write("truth.csv", "file,label\n");
        try (MediaSource source = open(new SourceSpec.ImageFolder(root))) {
            assertEquals(List.of("cat/2.png", "cat/deep/3.png", "dog/1.png", "top.png"), source.keys());
            assertEquals(List.of("cat", "dog"), source.classNames());
            assertEquals(Optional.of("cat"), source.truth("cat/deep/3.png"));
            assertEquals(Optional.empty(), source.truth("top.png"));
            assertEquals(1, source.notices().size());
            assertEquals(8, source.image("dog/1.png").width());
            assertEquals("image/png", source.original("dog/1.png").mediaType());
        }
    }

    @Test
    void classesMayLieBelowTheParts() throws IOException {
        picture("train/n01/a.png");
        picture("val/n01/b.png");
        picture("val/n02/c.png");
        try (MediaSource source = open(new SourceSpec.ImageFolder(root))) {
            assertEquals(List.of("n01", "n02"), source.classNames());
            assertEquals(Optional.of("n01"), source.truth("val/n01/b.png"));
        }
    }

    @Test
    void picturesWithoutClassFoldersAreNoImageFolder() throws IOException {
        picture("a.png");
        picture("train/b.png");
        assertRefused("no-class-folders", new SourceSpec.ImageFolder(root));
    }

    @Test
    void esc50() throws IOException {
        write("audio/1-1-A-1.wav", "sound");
        write("audio/1-2-A-0.wav", "sound");
        write("meta/esc50.csv", "filename,fold,target,category,esc10,src_file,take\n1-1-A-1.wav,1,1,rooster,True,1,A\n"
                + "1-2-A-0.wav,2,0,dog,True,2,A\nabsent.wav,1,0,dog,True,2,A\n../../x.wav,1,0,dog,True,3,A\n"
                + "/etc/passwd,1,0,dog,True,4,A\nshort.wav,2\n1-1-A-1.wav,x,y,dog,True,1,A\n1-1-A-1.wav,1,1,rooster,True,1,A\n");
        try (MediaSource source = open(new SourceSpec.Esc50(root))) {
            assertEquals(MediaKind.AUDIO, source.kind());
            assertEquals(List.of("audio/1-1-A-1.wav", "audio/1-2-A-0.wav"), source.keys());
            assertEquals(List.of("dog", "rooster"), source.classNames(), "by their numbers");
            assertEquals(Optional.of("rooster"), source.truth("audio/1-1-A-1.wav"));
            assertEquals(6, source.skipped());
            assertEquals(6, source.notices().size());
        }
    }

    @Test
    void aClassHasOneNumber() throws IOException {
        write("audio/a.wav", "sound");
        write("audio/b.wav", "sound");
        write("audio/c.wav", "sound");
        write("meta/esc50.csv", "filename,fold,target,category\na.wav,1,0,dog\nb.wav,1,0,cat\nc.wav,1,1,dog\n");
        try (MediaSource source = open(new SourceSpec.Esc50(root))) {
            assertEquals(List.of("audio/a.wav"), source.keys());
            assertEquals(2, source.skipped());
        }
    }

    @Test
    void urbanSound8k() throws IOException {
        write("audio/fold1/1-3-0-0.wav", "sound");
        write("audio/fold10/2-1-0-0.wav", "sound");
        write("metadata/UrbanSound8K.csv", "slice_file_name,fsID,start,end,salience,fold,classID,class\n"
                + "1-3-0-0.wav,1,0.0,0.5,1,1,3,dog_bark\n2-3-0-0.wav,1,0.0,0.5,1,11,3,dog_bark\n"
                + "../fold1/1-3-0-0.wav,1,0.0,0.5,1,1,3,dog_bark\n2-1-0-0.wav,2,0,1,1,10,1,car_horn\n");
        try (MediaSource source = open(new SourceSpec.UrbanSound8k(root))) {
            assertEquals(List.of("audio/fold1/1-3-0-0.wav", "audio/fold10/2-1-0-0.wav"), source.keys());
            assertEquals(List.of("car_horn", "dog_bark"), source.classNames());
            assertEquals(2, source.skipped());
        }
    }

    @Test
    void soundsNeedTheirTable() throws IOException {
        write("audio/a.wav", "sound");
        assertRefused("no-such-table", new SourceSpec.Esc50(root));
        write("meta/esc50.csv", "name;folder;class\na.wav;1;dog\n");
        assertRefused("no-such-column", new SourceSpec.Esc50(root));
        write("meta/esc50.csv", "filename,fold,target,category\nb.wav,1,0,dog\n");
        assertRefused("no-sounds", new SourceSpec.Esc50(root));
        assertRefused("no-such-table", new SourceSpec.UrbanSound8k(root));
        Files.delete(root.resolve("meta/esc50.csv"));
        Files.createSymbolicLink(root.resolve("meta/esc50.csv"), write("../outside.csv", "filename,fold,target,category\na.wav,1,0,x\n"));
        assertRefused("unreadable-item", new SourceSpec.Esc50(root));
    }

    @Test
    void aTableNamesPictures() throws IOException {
        picture("a.png");
        picture("sub/b.PNG");
        write("c.wav", "sound");
        Path table = write("list.csv", "label,file\nx,a.png\ny,./sub/b.PNG\ny,c.wav\nx,absent.png\nx,notes.txt\nx,a.png\nx,\n"
                + "x,../../../etc/secret.png\nx,/etc/secret.png\nx,\"nul\0.png\"\n");
        try (MediaSource source = open(new PathTable(table, null, "label"))) {
            assertEquals(MediaKind.IMAGE, source.kind());
            assertEquals(List.of("a.png", "sub/b.PNG"), source.keys());
            assertEquals(8, source.image("sub/b.PNG").width());
            assertEquals(Optional.of("y"), source.truth("sub/b.PNG"));
            assertEquals(new PathTable(table, "file", "label"), source.spec());
            assertEquals(8, source.skipped());
            assertTrue(source.notices().stream().anyMatch(n -> n.contains("sounds are left out")), source.notices().toString());
            assertThrows(InvalidInput.class, () -> source.image("../../../etc/secret.png"));
        }
    }

    @Test
    void aTableNamesSounds() throws IOException {
        write("a.wav", "sound");
        write("b.mp3", "sound");
        picture("c.png");
        Path table = write("list.tsv", "id\twhere\n1\ta.wav\n2\tb.mp3\n3\tc.png\n");
        assertRefused("no-such-column", new PathTable(table, null, null));
        try (MediaSource source = open(new PathTable(table, "where", null))) {
            assertEquals(MediaKind.AUDIO, source.kind());
            assertEquals(List.of("a.wav", "b.mp3"), source.keys());
            assertEquals(List.of(), source.classNames());
        }
    }

    @Test
    void filesBelowAnAllowedRootMayLieBesideTheTable() throws IOException {
        picture("pictures/a.png");
        Path table = write("lists/list.csv", "path\n../pictures/a.png\n" + root.resolve("pictures/a.png") + "\n");
        assertRefused("no-files", new PathTable(table, null, null));
        System.setProperty("fastlabel.data.roots", root.toString());
        try (MediaSource source = open(new PathTable(table, null, null))) {
            assertEquals(2, source.keys().size());
            for (String key : source.keys()) {
                assertEquals(8, source.image(key).width());
            }
        } finally {
            System.clearProperty("fastlabel.data.roots");
        }
    }

    @Test
    void aLinkOutOfTheRootIsNotRead() throws IOException {
        Path secret = Files.write(dir.resolve("secret.png"), Pictures.png(8, 8));
        Files.createSymbolicLink(root.resolve("a.png"), secret);
        Path table = write("list.csv", "path\na.png\n");
        try (MediaSource source = open(new PathTable(table, null, null))) {
            assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> source.image("a.png")).code());
        }
    }

    @Test
    void idsStayWhenTheTableGrowsOrTurns() throws IOException {
        picture("a.png");
        picture("b.png");
        picture("c.png");
        Path table = write("list.csv", "path\nb.png\na.png\n");
        OpenDataset before = DatasetOpener.open(new PathTable(table, null, null), dir);
        write("list.csv", "path\na.png\nc.png\nb.png\n");
        OpenDataset after = DatasetOpener.open(new PathTable(table, null, null), dir);
        assertEquals(before.id(), after.id());
        assertEquals(0, after.items().idOf("b.png"));
        assertEquals(1, after.items().idOf("a.png"));
        assertEquals(2, after.items().idOf("c.png"));
    }

    @Test
    void everySpecificationComesBackFromWhatIsRemembered() {
        List<SourceSpec> specs = List.of(new SourceSpec.Sample(), new SourceSpec.Sprite(root, 24), new SourceSpec.Folder(root),
                new SourceSpec.ImageFolder(root), new SourceSpec.Cifar10(root), new SourceSpec.Esc50(root),
                new SourceSpec.UrbanSound8k(root), new PathTable(root, "where", "label"), new PathTable(root, "where", null),
                new SourceSpec.Text(root, "body", "label"), new SourceSpec.Text(root, null, null));
        for (SourceSpec spec : specs) {
            Integer tile = spec instanceof SourceSpec.Sprite s ? s.tile() : null;
            KnownDataset known = new KnownDataset("id", spec.type(), spec.location().map(Path::toString).orElse(null), tile,
                    spec.options(), "name", 1, null);
            assertEquals(spec, known.spec());
        }
        assertEquals(specs.size() - 1, specs.stream().map(DatasetOpener::id).distinct().count(), "a column of truth tells none apart");
    }

    private void assertRefused(String code, SourceSpec spec) {
        assertEquals(code, assertThrows(InvalidInput.class, () -> open(spec)).code());
    }

    private MediaSource open(SourceSpec spec) {
        return Sources.open(spec, dir.resolve("cache"));
    }

    private void picture(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, Pictures.png(8, 8));
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name).normalize();
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
