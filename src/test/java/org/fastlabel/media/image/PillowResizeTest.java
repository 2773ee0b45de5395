package org.fastlabel.media.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
            int shorter = Math.min(picture.width(), picture.height());
            int width = SIZE * picture.width() / shorter;
            int height = SIZE * picture.height() / shorter;
            Raster resized = PillowResize.resize(picture, width, height);
            String tensor = "resized_u8." + name.replace(".png", "");
            assertArrayEquals(new int[] {resized.height(), resized.width(), 3}, expected.shape(tensor), name);
            assertArrayEquals(expected.bytes(tensor), resized.rgb(), name);

            byte[] square = square(picture, SIZE).rgb();
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
    void aWindowEqualsCuttingItOutAfterwards() {
        Raster picture = noise(131, 57);
        for (ResizeFilter filter : ResizeFilter.values()) {
            for (int[] to : new int[][] {{92, 40}, {131, 80}, {200, 57}, {13, 200}}) {
                Raster whole = PillowResize.window(picture, filter, to[0], to[1], 0, 0, to[0], to[1]);
                Raster part = PillowResize.window(picture, filter, to[0], to[1], 7, 11, 5, 19);
                for (int y = 0; y < 19; y++) {
                    int start = ((y + 11) * to[0] + 7) * 3;
                    assertArrayEquals(Arrays.copyOfRange(whole.rgb(), start, start + 15),
                            Arrays.copyOfRange(part.rgb(), y * 15, y * 15 + 15), filter + " to " + Arrays.toString(to));
                }
            }
        }
    }

    @Test
    void aWindowOutsideIsRefused() {
        Raster picture = noise(20, 20);
        for (int[] at : new int[][] {{-1, 0}, {0, -1}, {1, 0}, {0, 1}}) {
            assertThrows(IllegalArgumentException.class,
                    () -> PillowResize.window(picture, ResizeFilter.BICUBIC, 30, 30, at[0], at[1], 30, 30));
        }
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        Raster picture = noise(20, 20);
        assertSame(picture, PillowResize.resize(picture, 20, 20));
        assertSame(picture, square(picture, 20));
    }

    @Test
    void aSquareOfTheRightHeightIsOnlyCropped() {
        Raster picture = noise(11, 20);
        Raster square = square(picture, 11);
        assertArrayEquals(Arrays.copyOfRange(picture.rgb(), 4 * 33, 15 * 33), square.rgb());
    }

    @Test
    void extremeShapesNeedLittleMemory() {
        assertEquals(224, square(noise(20000, 1), 224).width());
        assertEquals(224, square(noise(1, 20000), 224).height());
    }

    /** The shorter side becomes the size, and the middle is cut out. */
    private static Raster square(Raster picture, int size) {
        int shorter = Math.min(picture.width(), picture.height());
        int width = size * picture.width() / shorter;
        int height = size * picture.height() / shorter;
        return PillowResize.window(picture, ResizeFilter.BICUBIC, width, height, (width - size) / 2, (height - size) / 2, size, size);
    }

    static Raster noise(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        new Random(width * 31L + height).nextBytes(rgb);
        return new Raster(width, height, rgb);
    }
}
