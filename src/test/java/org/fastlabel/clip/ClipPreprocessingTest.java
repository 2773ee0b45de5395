package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.fastlabel.clip.ClipConfig.Fit;
import org.fastlabel.clip.ClipConfig.Margin;
import org.fastlabel.clip.ClipConfig.Preprocess;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.Raster;
import org.fastlabel.media.image.ResizeFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipPreprocessingTest {

    private static final float[] ZERO = new float[3];
    private static final float[] ONE = {1, 1, 1};

    /**
     * Checksums of the eight pictures as open_clip 3.3 makes them squares of 40 (converted to RGB beforehand, fill colour 7), in every mode and with
     * either filter.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SHORTEST|BICUBIC|016d0f74,c1184957,144264f0,9eed800f,e05a071d,c0880d2f,39b65721,8ef0bd98",
        "SHORTEST|BILINEAR|330c4288,1b9d5011,effd6ffe,9eed800f,0eb7d9a6,6b09f6a4,aab77c2e,178fcafb",
        "LONGEST|BICUBIC|016d0f74,246f1951,b303bb54,5fda17e5,894f0317,55c1bc0f,5b7cc6c9,470792ef",
        "LONGEST|BILINEAR|330c4288,7db663f1,0517d68a,9c97b930,ed802acd,681c119e,9e097414,999a6960",
        "SQUASH|BICUBIC|016d0f74,a7648a55,d51f9ec1,b58b7ce7,bf411987,0e1a0fa0,46cb8a84,e8b3f630",
        "SQUASH|BILINEAR|330c4288,af3be5dd,11433401,9dd428ab,ba4cc129,971a5f99,9de4efa8,3ad6523a"})
    void squaresAreThoseOfOpenClip(Fit fit, ResizeFilter filter, String checksums) throws IOException {
        ClipPreprocessing preprocessing = new ClipPreprocessing(
                new Preprocess(40, 40, fit, filter, Margin.EVEN, 7, 1 / 255f, ZERO, ONE));
        List<Path> pictures;
        try (var files = Files.list(Path.of("src/test/resources/fixtures/clip-hf/images"))) {
            pictures = files.sorted().toList();
        }
        assertEquals(checksums, pictures.stream().map(p -> checksum(preprocessing, p)).collect(Collectors.joining(",")));
    }

    private static String checksum(ClipPreprocessing preprocessing, Path picture) {
        CRC32 crc = new CRC32();
        crc.update(preprocessing.square(ImageReading.read(picture)).rgb());
        return String.format("%08x", crc.getValue());
    }

    /** Hugging Face pads a picture that is smaller than the crop; the odd pixel goes before it. */
    @Test
    void aCropLargerThanThePictureIsSurrounded() {
        ClipPreprocessing preprocessing = new ClipPreprocessing(new Preprocess(3, 6, 1 / 255f, ZERO, ONE));
        byte[] white = new byte[3 * 3 * 3];
        Arrays.fill(white, (byte) 255);
        Raster square = preprocessing.square(new Raster(3, 3, white));
        for (int i = 0; i < 36; i++) {
            int x = i % 6;
            int y = i / 6;
            boolean inside = x >= 2 && x < 5 && y >= 2 && y < 5;
            assertEquals(inside ? 255 : 0, square.rgb()[i * 3] & 255, x + "," + y);
        }
    }

    @Test
    void picturesOfExtremeShapesAreNoDanger() {
        for (Fit fit : Fit.values()) {
            ClipPreprocessing preprocessing = new ClipPreprocessing(
                    new Preprocess(224, 224, fit, ResizeFilter.BICUBIC, Margin.EVEN, 0, 1 / 255f, ZERO, ONE));
            for (int[] size : new int[][] {{60_000, 1}, {1, 60_000}, {1, 1}}) {
                Raster square = preprocessing.square(new Raster(size[0], size[1], new byte[3 * size[0] * size[1]]));
                assertEquals(224, square.width());
                assertEquals(224, square.height());
            }
        }
    }

    @Test
    void eachColourHasItsMeanAndDeviation() {
        ClipPreprocessing preprocessing = new ClipPreprocessing(
                new Preprocess(1, 1, 1 / 255f, new float[] {0, 0.5f, 1}, new float[] {1, 0.5f, 0.25f}));
        float[] out = new float[4];
        preprocessing.pixels(new Raster(1, 1, new byte[] {(byte) 255, 0, (byte) 255}), out, 1);
        assertEquals(List.of(0f, 1f, -1f, 0f), List.of(out[0], out[1], out[2], out[3]));
    }
}
