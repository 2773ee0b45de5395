package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadFilesTest {

    @TempDir
    Path root;

    @Test
    void headsAreFoundAgainUntilTheyAreNoLongerNeeded() {
        HeadFiles heads = new HeadFiles(root);
        heads.write("a", 3, new byte[] {1, 2});
        heads.write("a", 4, new byte[] {3});
        heads.write("b", 3, new byte[] {9});
        heads.keepOnly("a", Set.of(4L));
        assertEquals(Set.of(4L), heads.read("a").keySet());
        assertArrayEquals(new byte[] {3}, heads.read("a").get(4L));
        assertArrayEquals(new byte[] {9}, heads.read("b").get(3L));
    }

    @Test
    void aHalfWrittenHeadIsNone() throws Exception {
        HeadFiles heads = new HeadFiles(root);
        heads.write("a", 1, new byte[] {1});
        Files.write(root.resolve("a").resolve("2.part"), new byte[] {5});
        assertEquals(Set.of(1L), heads.read("a").keySet());
        heads.keepOnly("a", Set.of(1L));
        assertEquals(1, root.resolve("a").toFile().list().length);
    }

    @Test
    void aDataSetWithoutHeadsHasNone() {
        assertEquals(Set.of(), new HeadFiles(root).read("never").keySet());
    }
}
