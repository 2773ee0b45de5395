package org.fastlabel.clip.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    /** Grey pictures that differ in brightness most and in a slope a little: two components carry all, the brightness first. */
    @Test
    void componentsAreOrthonormalDirectionsOfMostVariance() {
        Random random = new Random(2);
        List<Raster> pictures = new ArrayList<>();
        double[] brightness = new double[120];
        for (int i = 0; i < brightness.length; i++) {
            brightness[i] = 60 + 120 * random.nextDouble();
            pictures.add(sloped(brightness[i], 30 * random.nextDouble(), 0));
        }
        float[][] rows = PixelPca.fit(pictures, 2).of(pictures);
        double[] mean = new double[2];
        double[] variance = new double[2];
        double both = 0;
        for (float[] row : rows) {
            both += row[0] * row[1] / rows.length;
            for (int k = 0; k < 2; k++) {
                mean[k] += row[k] / rows.length;
                variance[k] += row[k] * row[k] / rows.length;
            }
        }
        assertArrayEquals(new double[] {0, 0}, mean, 1e-2);
        assertTrue(variance[0] > 3 * variance[1]);
        assertEquals(0, both / Math.sqrt(variance[0] * variance[1]), 0.05);
        int darkest = IntStream.range(0, rows.length).reduce(0, (a, b) -> brightness[b] < brightness[a] ? b : a);
        int lightest = IntStream.range(0, rows.length).reduce(0, (a, b) -> brightness[b] > brightness[a] ? b : a);
        assertTrue(Math.abs(rows[darkest][0] - rows[lightest][0]) > 3 * Math.sqrt(variance[0]) * 0.8);
    }

    @Test
    void gradientsTellDirectionsApartAndDoNotMindBrightness() {
        Raster across = sloped(100, 60, 0);
        float[][] rows = new ColorHog().of(List.of(across, sloped(130, 60, 0), sloped(100, 0, 60)));
        assertEquals(ColorHog.DIM, rows[0].length);
        assertTrue(distance(rows[0], rows[1]) < 0.05 * distance(rows[0], rows[2]), "only the colours may differ");
    }

    @Test
    void coloursAreSharesOfThePicture() {
        float[] row = new ColorHog().of(List.of(sloped(255, 0, 0)))[0];
        assertEquals(1, row[ColorHog.COLORS - 1], 1e-3);
        assertEquals(1, IntStream.range(0, ColorHog.COLORS).mapToDouble(i -> row[i]).sum(), 1e-3);
        assertEquals(0, IntStream.range(ColorHog.COLORS, row.length).mapToDouble(i -> Math.abs(row[i])).sum(), 1e-5);
    }

    /** A task that a feature answers at once, and the same with labels that nothing answers. */
    @Test
    void tasksAreJudgedOnPicturesThatTheProbeDidNotSee() {
        PictureSet learned = shades(400, 1);
        PictureSet judged = shades(200, 2);
        Features level = pictures -> pictures.stream().map(p -> new float[] {p.rgb()[0] & 0xFF}).toArray(float[][]::new);
        ProbeTask easy = new ProbeTask("easy", learned, classes(learned), judged, classes(judged), 2);
        assertEquals(1, easy.accuracies(level)[0], 0.02);
        assertEquals(1, easy.accuracies(level)[1], 0.05);
        assertEquals(1, easy.recall(level, 1), 0.03);
        int[] coins = new Random(3).ints(400, 0, 2).toArray();
        int[] otherCoins = new Random(4).ints(200, 0, 2).toArray();
        assertEquals(0.5, new ProbeTask("none", learned, coins, judged, otherCoins, 2).accuracies(level)[0], 0.15);
    }

    private static PictureSet shades(int count, int seed) {
        Random random = new Random(seed);
        List<Subject> subjects = new ArrayList<>();
        List<Raster> rasters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double level = 20 + 200 * random.nextDouble();
            subjects.add(Subject.photo(level > 120 ? 1 : 0));
            rasters.add(sloped(level, 0, 0));
        }
        return new PictureSet(subjects, rasters);
    }

    private static int[] classes(PictureSet set) {
        return set.subjects().stream().mapToInt(Subject::photo).toArray();
    }

    /** @param across grey levels from left to right; down likewise */
    private static Raster sloped(double level, double across, double down) {
        byte[] rgb = new byte[48 * 48 * 3];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = (byte) (level + across * (pixel % 48) / 47 + down * (pixel / 48) / 47);
        }
        return new Raster(48, 48, rgb);
    }

    /** Of the gradients alone. */
    private static double distance(float[] a, float[] b) {
        return IntStream.range(ColorHog.COLORS, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).sum();
    }
}
