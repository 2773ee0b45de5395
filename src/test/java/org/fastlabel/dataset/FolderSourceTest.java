package org.fastlabel.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.Pictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

    @TempDir
    Path dir;
    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(dir.resolve("root"));
    }

    @Test
    void findsPicturesByEndingInNaturalOrder() throws IOException {
        for (String name : List.of("10.png", "2.PNG", "a/1.jpeg", "a/b/x.webp", "notes.txt", "script.svg", "no-extension",
                ".hidden.png", ".cache/1.png", "B.gif", "b1.bmp")) {
            put(name);
        }
        assertEquals(List.of("2.PNG", "10.png", "a/1.jpeg", "a/b/x.webp", "B.gif", "b1.bmp"), keys());
    }

    @Test
    void awkwardNamesAreReadUnderTheirOwnName() throws IOException {
        List<String> names = List.of("name with spaces.png", "名前 ünïcode.png", "quote's `back`.png", "-rf.png",
                "100%25 & a+b;c=d#e.png", "two.dots.tar.png", "{{7*7}}.png", "=1+1.png", "$(echo x) ${HOME}.png",
                "<img src=x onerror=alert(1)>.png", "line\nbreak.png", "back\\slash.png", "a".repeat(190) + ".png");
        int made = 0;
        for (String name : names) {
            try {
                put(name);
                made++;
            } catch (InvalidPathException | IOException e) {
                // Not every file system takes every name.
            }
        }
        FolderSource source = open();
        assertEquals(made, source.keys().size());
        for (String key : source.keys()) {
            assertTrue(names.contains(key), key);
            assertEquals(8, source.image(key).width(), key);
            assertEquals("image/png", source.original(key).mediaType());
        }
    }

    /** As under LANG=C, where the JDK cannot turn such names into text and back. */
    @Test
    void namesSurviveALocaleWithoutUtf8() {
        Path file = FileNames.resolve(root, "ordner ü/名前 100%?.png", false);
        assertEquals(root.resolve("ordner ü/名前 100%?.png"), file);
        assertEquals("名前 100%?.png", FileNames.text(file, false));
    }

    @Test
    void linksOutOfTheRootAreNotFollowed() throws IOException {
        Path outside = Files.createDirectory(dir.resolve("outside"));
        Path secret = Files.write(outside.resolve("secret.png"), Pictures.png(8, 8));
        put("good.png");
        Files.createSymbolicLink(root.resolve("out.png"), secret);
        Files.createSymbolicLink(root.resolve("outside"), outside);
        Files.createSymbolicLink(root.resolve("inside.png"), root.resolve("good.png"));
        Files.createSymbolicLink(root.resolve("loop"), root);
        Files.createSymbolicLink(root.resolve("dangling.png"), root.resolve("nothing"));
        assertEquals(List.of("good.png", "inside.png"), keys());
    }

    @Test
    void aFileReplacedByALinkIsNotReadEither() throws IOException {
        Path secret = Files.write(dir.resolve("secret.png"), Pictures.png(8, 8));
        put("a.png");
        FolderSource source = open();
        Files.delete(root.resolve("a.png"));
        assertUnreadable(source, "a.png");
        Files.createSymbolicLink(root.resolve("a.png"), secret);
        assertUnreadable(source, "a.png");
        assertUnreadable(source, "../secret.png");
    }

    @Test
    void oneBadFileLosesNoOther() throws IOException {
        put("good.png");
        Files.writeString(root.resolve("page.jpg"), "<html><script>alert(1)</script>");
        FolderSource source = open();
        assertEquals(8, source.image("good.png").width());
        assertUnreadable(source, "page.jpg");
        assertThrows(InvalidInput.class, () -> source.original("page.jpg"));
    }

    @Test
    void foldersMayBeDeep() throws IOException {
        put("d/".repeat(100) + "bottom.png");
        FolderSource source = open();
        assertEquals(8, source.image(source.keys().get(0)).width());
    }

    @Test
    void tooManyAndNoneAreRefused() throws IOException {
        InvalidInput none = assertThrows(InvalidInput.class, () -> DatasetOpener.open(new SourceSpec.Folder(root), dir));
        assertEquals("no-images", none.code());
        put("1.png");
        put("2.png");
        put("3.png");
        assertEquals("too-many-items", assertThrows(InvalidInput.class, () -> FolderScan.keys(root, 2)).code());
        assertEquals("no-such-folder", assertThrows(InvalidInput.class,
                () -> FolderSource.open(new SourceSpec.Folder(dir.resolve("absent")))).code());
    }

    @Test
    void naturalOrderKnowsNumbersOfAnyLength() {
        NaturalOrder order = NaturalOrder.INSTANCE;
        assertTrue(order.compare("img9.png", "img10.png") < 0);
        assertTrue(order.compare("img09.png", "img9.png") < 0);
        assertTrue(order.compare("9".repeat(40), "1" + "0".repeat(40)) < 0);
        assertTrue(order.compare("a", "B") < 0);
        assertEquals(0, order.compare("x1", "x1"));
    }

    private void put(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, Pictures.png(8, 8));
    }

    private FolderSource open() {
        return FolderSource.open(new SourceSpec.Folder(root));
    }

    private List<String> keys() {
        return open().keys();
    }

    private static void assertUnreadable(FolderSource source, String key) {
        assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> source.image(key)).code());
    }
}
