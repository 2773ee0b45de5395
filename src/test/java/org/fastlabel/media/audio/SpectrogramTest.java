package org.fastlabel.media.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrogramTest {

    @TempDir
    Path folder;

    private Raster picture(double... samples) throws IOException {
        return Spectrogram.picture(Files.write(folder.resolve("a.wav"), Wav.pcm(16_000, 1, 16, samples)));
    }

    private static double[] tone(double hz, int samples) {
        double[] tone = new double[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = 0.5 * Math.sin(2 * Math.PI * hz * i / 16_000);
        }
        return tone;
    }

    private static int light(Raster r, int x, int y) {
        int at = (y * r.width() + x) * 3;
        return (r.rgb()[at] & 255) + (r.rgb()[at + 1] & 255) + (r.rgb()[at + 2] & 255);
    }

    private static int brightestRow(Raster r, int x) {
        int best = 0;
        for (int y = 0; y < r.height(); y++) {
            best = light(r, x, y) > light(r, x, best) ? y : best;
        }
        return best;
    }

    @Test
    void lowTonesAreAtTheBottom() throws IOException {
        int low = brightestRow(picture(tone(200, 16_000)), 128);
        int middle = brightestRow(picture(tone(1000, 16_000)), 128);
        int high = brightestRow(picture(tone(7000, 16_000)), 128);
        assertTrue(low > 220 && high < 30, low + " " + high);
        // 1000 Hz are 15 mel of 45.2 that 8000 Hz are.
        assertEquals(255 - 15 / 45.25 * 255, middle, 4);
    }

    @Test
    void timeRunsFromLeftToRight() throws IOException {
        double[] late = tone(1000, 32_000);
        Arrays.fill(late, 0, 16_000, 0);
        Raster picture = picture(late);
        int row = brightestRow(picture, 250);
        assertEquals(3, light(picture, 60, row));
        assertTrue(light(picture, 140, row) > 500);
    }

    @Test
    void hoursAreDrawnFromProbes() throws IOException {
        double[] late = new double[80 * 1000];
        for (int i = late.length / 2; i < late.length; i++) {
            late[i] = Math.sin(i);
        }
        Raster picture = Spectrogram.picture(Files.write(folder.resolve("long.wav"), Wav.pcm(1000, 1, 16, late)));
        int row = brightestRow(picture, 250);
        assertEquals(3, light(picture, 100, row));
        assertTrue(light(picture, 200, row) > 500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 160, 511, 512, 200_000})
    void anyLengthGivesTheSameSize(int samples) throws IOException {
        Raster picture = picture(new Random(1).doubles(samples, -1, 1).toArray());
        assertEquals(256, picture.width());
        assertEquals(256, picture.height());
    }

    @Test
    void coloursAreThoseOfMagma() {
        byte[] rgb = new byte[3];
        int before = -1;
        for (int i = 0; i < 256; i++) {
            Magma.color((i + 0.5f) / 256, rgb, 0);
            int light = (rgb[0] & 255) * 299 + (rgb[1] & 255) * 587 + (rgb[2] & 255) * 114;
            // Up to the rounding of one colour's eight bits.
            assertTrue(light > before - 600, "magma only gets lighter: " + i);
            before = light;
        }
        assertArrayEquals(new byte[] {(byte) 251, (byte) 252, (byte) 191}, rgb);
        Magma.color(0.5f, rgb, 0);
        assertArrayEquals(new byte[] {(byte) 182, 54, 121}, rgb);
        Magma.color(-1, rgb, 0);
        assertArrayEquals(new byte[] {0, 0, 3}, rgb);
    }

    @Test
    void viewsShareOneMeasure() {
        Pcm loud = new Pcm(new float[16_000], 16_000);
        Pcm faint = new Pcm(new float[16_000], 16_000);
        for (int i = 0; i < 16_000; i++) {
            loud.samples()[i] = (float) Math.sin(i * 0.4);
            faint.samples()[i] = loud.samples()[i] / 1000;
        }
        List<Raster> views = Spectrogram.views(List.of(loud, faint));
        assertEquals(2, views.size());
        int row = brightestRow(views.get(0), 64);
        assertTrue(light(views.get(0), 64, row) > 2 * light(views.get(1), 64, row));
    }

    @Test
    void descriptorsAreFiniteAndOfUnitLength() {
        Random random = new Random(3);
        for (int length : new int[] {0, 1, 100, 8000, 80_000}) {
            for (int rate : new int[] {100, 8000, 44_100, 768_000}) {
                float[] samples = new float[length];
                for (int i = 0; i < length; i++) {
                    samples[i] = length == 8000 ? 0 : random.nextFloat() * 4e9f;
                }
                float[] descriptor = SoundDescriptor.of(List.of(new Pcm(samples, rate)));
                assertEquals(SoundDescriptor.DIM, descriptor.length);
                double square = 0;
                for (float v : descriptor) {
                    square += (double) v * v;
                }
                assertEquals(1, square, 1e-4);
            }
        }
    }

    @Test
    void descriptorsKnowTheOrderOfThings() {
        float[] upwards = new float[8000];
        float[] downwards = new float[8000];
        float[] again = new float[8000];
        Random random = new Random(4);
        for (int i = 0; i < 8000; i++) {
            double hz = 300 + i * 0.2;
            upwards[i] = (float) Math.sin(2 * Math.PI * hz * i / 8000);
            downwards[7999 - i] = upwards[i];
            again[i] = upwards[i] + 0.001f * random.nextFloat();
        }
        double same = dot(upwards, again);
        assertTrue(same > dot(upwards, downwards) + 0.1, same + " against " + dot(upwards, downwards));
    }

    private static double dot(float[] a, float[] b) {
        float[] x = SoundDescriptor.of(List.of(new Pcm(a, 8000)));
        float[] y = SoundDescriptor.of(List.of(new Pcm(b, 8000)));
        double dot = 0;
        for (int i = 0; i < x.length; i++) {
            dot += x[i] * y[i];
        }
        return dot;
    }
}
