package org.fastlabel.clip.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fastlabel.media.audio.Pcm;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundPicturesTest {

    @TempDir
    Path folder;

    @Test
    void tonesAreFunctionsOfTheirNumberAndSaneSounds() {
        for (int number = 0; number < 60; number++) {
            Pcm tone = Tones.play(number);
            assertArrayEquals(tone.samples(), Tones.play(number).samples());
            assertTrue(tone.seconds() >= 0.5 && tone.seconds() <= 2.5);
            double loudest = 0;
            for (float s : tone.samples()) {
                assertTrue(Float.isFinite(s));
                loudest = Math.max(loudest, Math.abs(s));
            }
            assertTrue(loudest > 0.01, Tones.subject(number).toString());
        }
    }

    /** The brightest row of the picture moves up in a rising tone and down in a falling one. */
    @Test
    void aRisingToneRises() {
        for (int round = 0; round < 4; round++) {
            assertTrue(climb("rising", round) > 0);
            assertTrue(climb("falling", round) < 0);
        }
    }

    @Test
    void aVariationIsAnotherSoundOfTheSameLengthOrShorter() {
        Pcm sound = Tones.play(3);
        Pcm varied = SoundPictures.vary(sound, new Random(1));
        assertTrue(varied.samples().length <= sound.samples().length && varied.samples().length > sound.samples().length * 0.7);
        assertFalse(Arrays.equals(Arrays.copyOf(sound.samples(), varied.samples().length), varied.samples()));
        assertNotEquals(0, varied.sampleRateHz());
    }

    /** What is held out is never among what is learned, and the first of the variations is the recording itself. */
    @Test
    void recordingsAreDividedBySpeaker() throws Exception {
        write("3_anna_0.wav");
        write("7_ben_0.wav");
        Files.writeString(folder.resolve("truth.csv"), "file,label,speaker\n3_anna_0.wav,3,anna\n7_ben_0.wav,7,ben\n");
        SoundPictures.Recordings anna = SoundPictures.digits(folder, "anna"::equals);
        assertEquals(1, anna.files().size());
        assertEquals("three", anna.subjects().get(0).traits().get("digit"));
        PictureSet plain = anna.pictures();
        PictureSet varied = anna.varied(3);
        assertEquals(3, varied.size());
        assertArrayEquals(plain.rasters().get(0).rgb(), varied.rasters().get(0).rgb());
        assertFalse(Arrays.equals(varied.rasters().get(0).rgb(), varied.rasters().get(1).rgb()));
        assertArrayEquals(new int[] {3, 3, 3}, SoundPictures.labels(varied, "digit", SoundPictures.DIGITS));
        assertEquals(List.of("7_ben_0.wav"),
                SoundPictures.digits(folder, s -> !s.equals("anna")).files().stream().map(f -> f.getFileName().toString()).toList());
    }

    private void write(String name) throws Exception {
        float[] samples = Tones.play(name.hashCode()).samples();
        ByteBuffer wav = ByteBuffer.allocate(44 + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(36 + samples.length * 2).put("WAVEfmt ".getBytes()).putInt(16).putShort((short) 1).putShort((short) 1)
                .putInt(16_000).putInt(32_000).putShort((short) 2).putShort((short) 16).put("data".getBytes()).putInt(samples.length * 2);
        for (float s : samples) {
            wav.putShort((short) (Math.max(-1, Math.min(1, s)) * 32_000));
        }
        Files.write(folder.resolve(name), wav.array());
    }

    /** How many rows the brightest one is higher in the last quarter than in the first. */
    private static int climb(String tone, int round) {
        int number = Tones.NAMES.indexOf(tone) + round * Tones.NAMES.size();
        Raster picture = SoundPictures.tones(number, 1).rasters().get(0);
        return brightest(picture, picture.width() / 8) - brightest(picture, picture.width() * 7 / 8);
    }

    private static int brightest(Raster picture, int column) {
        int best = 0;
        for (int y = 0; y < picture.height(); y++) {
            best = light(picture, column, y) > light(picture, column, best) ? y : best;
        }
        return best;
    }

    private static int light(Raster picture, int x, int y) {
        int at = (y * picture.width() + x) * 3;
        return (picture.rgb()[at] & 0xFF) + (picture.rgb()[at + 1] & 0xFF) + (picture.rgb()[at + 2] & 0xFF);
    }
}
