package org.fastlabel.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How it is noticed that an item has changed: cheaply by its stamp, surely by its content. */
class StampTest {

    @TempDir
    private Path dir;

    @Test
    void aFileHasAStampAndAHashOfItsOwn() throws IOException {
        Path a = Files.write(dir.resolve("a.png"), Pictures.png(8, 8));
        Files.write(dir.resolve("b.png"), Pictures.png(9, 8));
        MediaSource source = FolderSource.open(new SourceSpec.Folder(dir.toRealPath()));
        Stamp stamp = source.stamp("a.png");
        long hash = source.contentHash("a.png");
        assertEquals(Files.size(a), stamp.size());
        assertNotEquals(hash, source.contentHash("b.png"));
        Files.setLastModifiedTime(a, FileTime.fromMillis(1_000_000));
        assertNotEquals(stamp, source.stamp("a.png"), "only the time is another");
        assertEquals(hash, source.contentHash("a.png"), "and the content is the same");
        byte[] flipped = Files.readAllBytes(a);
        flipped[flipped.length / 2] ^= 1;
        Files.write(a, flipped);
        assertNotEquals(hash, source.contentHash("a.png"));
        Files.delete(a);
        assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> source.stamp("a.png")).code());
        assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> source.contentHash("a.png")).code());
    }

    @Test
    void aGiganticFileIsHashedByItsBeginningAndItsLength() throws IOException {
        Path file = dir.resolve("long.wav");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(70L << 20);
            long hash = ContentHash.of(file);
            sparse.setLength((70L << 20) + 1);
            assertNotEquals(hash, ContentHash.of(file));
            sparse.setLength(70L << 20);
            assertEquals(hash, ContentHash.of(file));
            sparse.write(1);
            assertNotEquals(hash, ContentHash.of(file));
        }
    }

    @Test
    void tilesShareTheStampOfTheirSheetAndHaveHashesOfTheirOwn() throws IOException {
        Path sheet = Files.write(dir.resolve("sheet.png"), Pictures.png(40, 30));
        SpriteSource source = SpriteSource.open(new SourceSpec.Sprite(sheet, 10), dir.resolve("cache"));
        assertEquals(source.stamp("tile-0"), source.stamp("tile-11"));
        assertNotEquals(source.contentHash("tile-0"), source.contentHash("tile-11"));
        Files.write(sheet, Pictures.png(40, 40));
        SpriteSource longer = SpriteSource.open(new SourceSpec.Sprite(sheet, 10), dir.resolve("cache"));
        assertNotEquals(source.stamp("tile-0"), longer.stamp("tile-0"));
        assertEquals(4, longer.keys().size() - source.keys().size());
    }

    @Test
    void recordsOfABatchHaveHashesOfTheirOwn() throws IOException {
        CifarFiles.binary(dir.resolve("data_batch_1.bin"), 1, 2, 3);
        try (MediaSource source = Cifar10Source.open(new SourceSpec.Cifar10(dir.toRealPath()))) {
            assertEquals(3 * 3073, source.stamp("data_batch_1/0").size());
            assertEquals(source.stamp("data_batch_1/0"), source.stamp("data_batch_1/2"));
            assertNotEquals(source.contentHash("data_batch_1/0"), source.contentHash("data_batch_1/2"));
        }
    }

    @Test
    void whatBecomesAnotherItemWhenItChangesNeedsNone() {
        SampleSource source = new SampleSource();
        assertEquals(Stamp.FIXED, source.stamp(source.keys().get(0)));
        assertEquals(0, source.contentHash(source.keys().get(0)));
    }
}
