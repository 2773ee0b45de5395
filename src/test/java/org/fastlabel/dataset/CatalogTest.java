package org.fastlabel.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

    @TempDir
    Path dir;

    @Test
    void anItemKeepsItsIdWhateverHappensToTheOthers() {
        Catalog first = CatalogStore.open(dir, List.of("b.png", "c.png", "d.png"));
        assertEquals(1, first.idOf("c.png"));
        Catalog second = CatalogStore.open(dir, List.of("a.png", "b.png", "d.png"));
        assertEquals(4, second.size());
        assertEquals(3, second.presentCount());
        assertEquals("c.png", second.key(1));
        assertEquals(1, second.idOf("c.png"));
        assertFalse(second.present(1));
        assertEquals(3, second.idOf("a.png"));
        assertArrayEquals(new int[] {0, 2, 3}, second.presentIds().toArray());
        Catalog third = CatalogStore.open(dir, List.of("c.png"));
        assertTrue(third.present(1));
        assertEquals(4, third.size());
    }

    @Test
    void unknownKeysAndIdsAreTold() {
        Catalog catalog = CatalogStore.open(dir, List.of("a"));
        assertEquals(-1, catalog.idOf("b"));
        assertFalse(catalog.present(-1));
        assertFalse(catalog.present(1));
        assertThrows(IndexOutOfBoundsException.class, () -> catalog.key(1));
        assertThrows(IndexOutOfBoundsException.class, () -> catalog.key(-1));
        assertEquals(0, CatalogStore.open(dir.resolve("empty"), List.of()).size());
    }

    @Test
    void awkwardKeysSurvive() {
        List<String> keys = List.of("line\nbreak", "back\\slash", "both\\n", "名前 🎵", "\r", "ends\\", "");
        CatalogStore.open(dir, keys);
        Catalog again = CatalogStore.open(dir, keys);
        assertEquals(keys.size(), again.size());
        for (int id = 0; id < keys.size(); id++) {
            assertEquals(keys.get(id), again.key(id));
            assertTrue(again.present(id));
        }
    }

    @Test
    void aLineThatACrashLeftUnfinishedIsCutOff() throws IOException {
        CatalogStore.open(dir, List.of("a", "b"));
        Files.writeString(dir.resolve("keys.txt"), "unfinish", StandardOpenOption.APPEND);
        Catalog catalog = CatalogStore.open(dir, List.of("a", "b", "c"));
        assertEquals(3, catalog.size());
        assertEquals("c", catalog.key(2));
        assertEquals(List.of("a", "b", "c"), Files.readAllLines(dir.resolve("keys.txt")));
    }

    @Test
    void aKeyThatUtf8CannotSayDoesNotShiftOthers() {
        List<String> keys = List.of("x", "bad\uD800", "y");
        CatalogStore.open(dir, keys);
        Catalog again = CatalogStore.open(dir, keys);
        assertEquals(3, again.size());
        assertEquals(2, again.idOf("y"));
    }

    @Test
    void manyKeysAreFoundQuickly() {
        List<String> keys = IntStream.range(0, 200_000).mapToObj(i -> "folder/img_" + i + ".jpg").toList();
        Catalog catalog = CatalogStore.open(dir, keys);
        for (int id = 0; id < keys.size(); id++) {
            assertEquals(id, catalog.idOf(keys.get(id)));
            assertEquals(keys.get(id), catalog.key(id));
        }
    }
}
