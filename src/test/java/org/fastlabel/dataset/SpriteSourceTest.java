package org.fastlabel.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.ImageReading.Limits;
import org.fastlabel.media.image.Pictures;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpriteSourceTest {

    @TempDir
    Path dir;

    @Test
    void tilesAreCutRowByRow() throws IOException {
        Path sheet = sheet(Pictures.png(40, 30));
        Raster whole = ImageReading.read(sheet);
        SpriteSource source = open(sheet, 10);
        assertEquals(12, source.keys().size());
        assertEquals("tile-11", source.keys().get(11));
        for (int tile = 0; tile < 12; tile++) {
            Raster raster = source.image("tile-" + tile);
            for (int y = 0; y < 10; y++) {
                int start = ((tile / 4 * 10 + y) * 40 + tile % 4 * 10) * 3;
                assertArrayEquals(Arrays.copyOfRange(whole.rgb(), start, start + 30),
                        Arrays.copyOfRange(raster.rgb(), y * 30, y * 30 + 30), "tile " + tile);
            }
            byte[] original = source.original("tile-" + tile).bytes();
            assertArrayEquals(raster.rgb(), ImageReading.read(original, Limits.DEFAULT).rgb());
        }
    }

    @Test
    void jpegSheetsWork() throws IOException {
        Path sheet = sheet(Pictures.jpeg(96, 80));
        assertEquals(30, open(sheet, 16).keys().size());
    }

    @Test
    void theSecondOpeningFindsTheTiles() throws IOException {
        Path sheet = sheet(Pictures.png(40, 30));
        open(sheet, 10);
        Path cached = cached();
        FileTime before = Files.getLastModifiedTime(cached);
        open(sheet, 10);
        assertEquals(cached, cached());
        assertEquals(before, Files.getLastModifiedTime(cached));
    }

    @Test
    void aChangedSheetIsReadAgainAndTheOldTilesGo() throws IOException {
        Path sheet = sheet(Pictures.png(40, 30));
        open(sheet, 10);
        Path before = cached();
        Files.write(sheet, Pictures.png(20, 20));
        Files.setLastModifiedTime(sheet, FileTime.fromMillis(1_000_000_000_000L));
        assertEquals(4, open(sheet, 10).keys().size());
        assertNotEquals(before, cached());
    }

    @Test
    void aSheetThatIsNoWholeNumberOfTilesIsRefusedWithTheNumbers() throws IOException {
        Path sheet = sheet(Pictures.png(50, 13));
        InvalidInput refusal = assertThrows(InvalidInput.class, () -> open(sheet, 48));
        assertEquals("bad-sprite-geometry", refusal.code());
        assertTrue(refusal.getMessage().contains("50 x 13") && refusal.getMessage().contains("48"), refusal.getMessage());
        assertEquals("bad-sprite-geometry", assertThrows(InvalidInput.class, () -> open(sheet, 0)).code());
        Path many = sheet(Pictures.declaring(10000, 10000, 8, 2));
        assertEquals("bad-sprite-geometry", assertThrows(InvalidInput.class, () -> open(many, 1)).code());
    }

    @Test
    void damagedSheetsLeaveNothingBehind() throws IOException {
        byte[] png = Pictures.png(40, 30);
        Path sheet = sheet(Arrays.copyOf(png, png.length - 20));
        assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> open(sheet, 10)).code());
        try (var files = Files.list(dir.resolve("cache"))) {
            assertEquals(0, files.count());
        }
        Path bomb = sheet(Pictures.declaring(30000, 30000, 1, 0));
        assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> open(bomb, 100)).code());
        Path text = sheet(new byte[] {1, 2, 3});
        assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> open(text, 100)).code());
    }

    @Test
    void strangeKeysAreUnreadable() throws IOException {
        SpriteSource source = open(sheet(Pictures.png(20, 20)), 10);
        for (String key : new String[] {"tile-4", "tile--1", "tile-01", "tile-9999999999", "portrait-00000", ""}) {
            assertEquals("unreadable-item", assertThrows(InvalidInput.class, () -> source.image(key), key).code());
        }
    }

    private Path sheet(byte[] bytes) throws IOException {
        return Files.write(dir.resolve("sheet.png"), bytes);
    }

    private SpriteSource open(Path sheet, int tile) {
        return SpriteSource.open(new SourceSpec.Sprite(sheet, tile), dir.resolve("cache"));
    }

    private Path cached() throws IOException {
        try (var files = Files.list(dir.resolve("cache"))) {
            var all = files.toList();
            assertEquals(1, all.size());
            return all.get(0);
        }
    }
}
