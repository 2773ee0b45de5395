package org.fastlabel.media.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogMelTest {

    private static Pcm noise(int samples, int rate) {
        Random random = new Random(samples);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = random.nextFloat() - 0.5f;
        }
        return new Pcm(noise, rate);
    }

    @Test
    void framesFollowTheLength() {
        for (int samples : new int[] {0, 1, 511, 512, 2047, 2048, 5000}) {
            assertEquals((1 + samples / 512) * LogMel.BANDS, LogMel.power(noise(samples, 16_000)).length);
        }
    }

    @Test
    void twiceAsLoudIsFourTimesThePowerAndTheSameDecibels() {
        Pcm quiet = noise(6000, 22_050);
        Pcm loud = noise(6000, 22_050);
        for (int i = 0; i < loud.samples().length; i++) {
            loud.samples()[i] *= 2;
        }
        float[] quietPower = LogMel.power(quiet);
        float[] loudPower = LogMel.power(loud);
        for (int i = 0; i < quietPower.length; i++) {
            assertEquals(4 * quietPower[i], loudPower[i], 1e-5 * loudPower[i]);
        }
        assertArrayEquals(LogMel.decibels(quietPower), LogMel.decibels(loudPower), 1e-4f);
    }

    @Test
    void aStepLaterIsAFrameLater() {
        Pcm sound = noise(8192, 16_000);
        float[] later = new float[8192 + 512];
        System.arraycopy(sound.samples(), 0, later, 512, 8192);
        float[] a = LogMel.power(sound);
        float[] b = LogMel.power(new Pcm(later, 16_000));
        for (int i = 0; i < a.length; i++) {
            assertEquals(a[i], b[i + LogMel.BANDS], 1e-6 + 1e-5 * a[i]);
        }
    }

    @Test
    void decibelsRangeFromTheFloorToZero() {
        float[] silent = LogMel.decibels(LogMel.power(new Pcm(new float[4000], 8000)));
        for (float db : silent) {
            assertEquals(0, db);
        }
        float[] low = LogMel.decibels(LogMel.power(noise(4000, 8000)));
        float highest = -100;
        for (float db : low) {
            assertTrue(db >= -80 && db <= 0);
            highest = Math.max(highest, db);
        }
        assertEquals(0, highest);
        // Above half the sample rate there is nothing.
        assertEquals(-80, low[127]);
    }

    @Test
    void filtersAreOfEqualArea() {
        // White noise of one power per hertz comes out of each band alike.
        MelFilters filters = new MelFilters(44_100, 1 << 16, 128, 0, 8000);
        float[] flat = new float[(1 << 15) + 1];
        java.util.Arrays.fill(flat, 1);
        float[] out = new float[128];
        filters.apply(flat, out, 0);
        for (float v : out) {
            assertEquals((1 << 16) / 44_100.0, v, 0.01);
        }
    }
}
