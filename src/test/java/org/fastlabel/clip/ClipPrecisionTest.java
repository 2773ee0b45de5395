package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ViT-B/32 of the real widths, vocabulary and picture size, but only three layers high. */
class ClipPrecisionTest {

    private static final List<String> TEXTS = List.of("a photo of a dog", "", "two blue cars in front of a house, seen from above",
            "x", "a very long text ".repeat(30));

    @TempDir
    private static Path folder;
    private static ClipModel exact;

    @BeforeAll
    static void write() throws IOException {
        RandomCheckpoint.vitB32("F16", 3, true).write(folder, 7);
        exact = ClipModel.open(folder, "cpu", "float32");
    }

    @AfterAll
    static void close() {
        exact.close();
    }

    private static List<Raster> pictures() {
        SplittableRandom random = new SplittableRandom(5);
        List<Raster> pictures = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] rgb = new byte[300 * (230 + i) * 3];
            for (int p = 0; p < rgb.length; p++) {
                rgb[p] = (byte) (128 + 90 * Math.sin(p * 0.0003 * (i + 1)) + random.nextInt(30));
            }
            pictures.add(new Raster(300, 230 + i, rgb));
        }
        return pictures;
    }

    @ParameterizedTest
    @CsvSource({"bfloat16, 0.999", "float16, 0.9999"})
    void shortNumbersGiveNearlyTheSame(String precision, double least) {
        try (ClipModel half = ClipModel.open(folder, "cpu", precision)) {
            assertEquals(precision, half.precision());
            assertEquals(exact.id(), half.id());
            assertNear(exact.embedImages(pictures()), half.embedImages(pictures()), least);
            assertNear(exact.embedTexts(TEXTS), half.embedTexts(TEXTS), least);
        }
    }

    private static void assertNear(float[][] want, float[][] got, double least) {
        assertEquals(want.length, got.length);
        for (int i = 0; i < want.length; i++) {
            double dot = 0;
            for (int d = 0; d < want[i].length; d++) {
                dot += (double) want[i][d] * got[i][d];
            }
            assertTrue(dot >= least && dot < 1.00001, "cosine " + dot + " of row " + i);
        }
    }

    @Test
    void textsAreEmbeddedAsIfAllHadTheFullLength() {
        long[] ids = TEXTS.stream().flatMapToLong(t -> Arrays.stream(exact.tokenizer().encodePadded(t))).toArray();
        float[][] padded = ClipModel.unit(exact.rawTexts(ids, TEXTS.size()), exact.embedDim());
        float[][] cut = exact.embedTexts(TEXTS);
        for (int i = 0; i < padded.length; i++) {
            assertArrayEquals(padded[i], cut[i], 1e-5f, TEXTS.get(i));
        }
    }

    @Test
    void preparedPicturesAreAsGoodAsThePicturesThemselves() {
        float[][] whole = exact.embedImages(pictures());
        float[][] prepared = exact.embedPrepared(pictures().stream().map(exact::prepared).toList());
        for (int i = 0; i < whole.length; i++) {
            assertArrayEquals(whole[i], prepared[i]);
        }
    }

    @Test
    void weightsAreReadInPiecesThatFitOnTheHeap() {
        ClipConfig config = ConfigReader.openClip(folder);
        long[] values = new long[2];
        WeightSource zeros = (name, shape, first, count) -> {
            values[0] += count;
            values[1] = Math.max(values[1], count);
            return new float[count];
        };
        new ClipProgram(config, zeros, "cpu", "float32").close();
        long all = WeightNames.of(config).values().stream().mapToLong(s -> Arrays.stream(s).reduce(1, (a, b) -> a * b)).sum();
        assertEquals(all, values[0]);
        assertTrue(values[1] <= 8 << 20, "at most " + values[1] + " values at a time");
    }
}
