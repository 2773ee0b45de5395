package org.fastlabel.media.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against what Pillow 12.3 computed; the pictures cover shrinking, growing, both orientations, grey, alpha, palettes and ties. */
class PillowResizeTest {

    private static final Path FIXTURE = Path.of("src/test/resources/fixtures/clip-hf");
    private static final int SIZE = 32;

    @Test
    void reproducesPillowBitForBit() throws Exception {
        Tensors expected = new Tensors(FIXTURE.resolve("expected.safetensors"));
        List<Path> pictures;
        try (var files = Files.list(FIXTURE.resolve("images"))) {
            pictures = files.sorted().toList();
        }
        byte[] cropped = expected.bytes("cropped_u8");
        assertEquals(8, pictures.size());
        for (int i = 0; i < pictures.size(); i++) {
            String name = pictures.get(i).getFileName().toString();
            Raster picture = ImageReading.read(pictures.get(i));
            Raster resized = PillowResize.shorterSide(picture, SIZE);
            String tensor = "resized_u8." + name.replace(".png", "");
            assertArrayEquals(new int[] {resized.height(), resized.width(), 3}, expected.shape(tensor), name);
            assertArrayEquals(expected.bytes(tensor), resized.rgb(), name);

            byte[] square = PillowResize.shorterSideAndCrop(picture, SIZE).rgb();
            int plane = SIZE * SIZE;
            for (int c = 0; c < 3; c++) {
                byte[] channel = new byte[plane];
                for (int p = 0; p < plane; p++) {
                    channel[p] = square[p * 3 + c];
                }
                int start = (i * 3 + c) * plane;
                assertArrayEquals(Arrays.copyOfRange(cropped, start, start + plane), channel, name + " channel " + c);
            }
        }
    }

    @Test
    void croppingWhileResizingEqualsCroppingAfterwards() {
        Raster picture = noise(131, 57);
        Raster whole = PillowResize.shorterSide(picture, 40);
        Raster square = PillowResize.shorterSideAndCrop(picture, 40);
        int left = (whole.width() - 40) / 2;
        for (int y = 0; y < 40; y++) {
            int start = (y * whole.width() + left) * 3;
            assertArrayEquals(Arrays.copyOfRange(whole.rgb(), start, start + 120),
                    Arrays.copyOfRange(square.rgb(), y * 120, y * 120 + 120));
        }
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        Raster picture = noise(20, 20);
        assertSame(picture, PillowResize.resize(picture, 20, 20));
        assertSame(picture, PillowResize.shorterSideAndCrop(picture, 20));
    }

    @Test
    void aSquareOfTheRightHeightIsOnlyCropped() {
        Raster picture = noise(11, 20);
        Raster square = PillowResize.shorterSideAndCrop(picture, 11);
        assertArrayEquals(Arrays.copyOfRange(picture.rgb(), 4 * 33, 15 * 33), square.rgb());
    }

    @Test
    void extremeShapesNeedLittleMemory() {
        assertEquals(224, PillowResize.shorterSideAndCrop(noise(20000, 1), 224).width());
        assertEquals(224, PillowResize.shorterSideAndCrop(noise(1, 20000), 224).height());
    }

    static Raster noise(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        new Random(width * 31L + height).nextBytes(rgb);
        return new Raster(width, height, rgb);
    }
}
