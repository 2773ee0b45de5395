package org.fastlabel.media.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fastlabel.api.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioReadingTest {

    private static final Path TONES = Path.of("src/test/resources/sounds");
    private final double[] noise = new Random(7).doubles(3000, -0.9, 0.9).toArray();

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.wav"), bytes);
    }

    private void assertUnreadable(byte[] bytes) throws IOException {
        Path file = file(bytes);
        InvalidInput refused = assertThrows(InvalidInput.class, () -> AudioReading.read(file, 10));
        assertEquals("unreadable-item", refused.code());
        assertTrue(!refused.getMessage().contains(folder.toString()), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"8, 8000", "16, 11025", "24, 44100", "32, 96000"})
    void integersOfAnyDepthAreScaledToOne(int bits, int rate) throws IOException {
        Pcm pcm = AudioReading.read(file(Wav.pcm(rate, 1, bits, noise)), 10);
        assertEquals(rate, pcm.sampleRateHz());
        assertEquals(noise.length, pcm.samples().length);
        for (int i = 0; i < noise.length; i++) {
            assertEquals(noise[i], pcm.samples()[i], Math.pow(2, -bits) + 1e-7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void floatsAreTakenAsTheyAre(int bits) throws IOException {
        Pcm pcm = AudioReading.read(file(Wav.floats(48_000, 1, bits, 3, -0.25, 1e-9, 0)), 10);
        assertArrayEquals(new float[] {3, -0.25f, 1e-9f, 0}, pcm.samples());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 8})
    void channelsAreAveraged(int channels) throws IOException {
        double[] samples = new double[channels * 100];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (i % channels) / (double) channels;
        }
        float[] mono = AudioReading.read(file(Wav.pcm(16_000, channels, 16, samples)), 10).samples();
        assertEquals(100, mono.length);
        for (float v : mono) {
            assertEquals((channels - 1) / 2.0 / channels, v, 1e-4);
        }
    }

    @Test
    void companded() throws IOException {
        // The loudest and the faintest codes of both laws, after G.711.
        assertArrayEquals(new float[] {0x1p-15f * 32124, 0}, AudioReading.read(file(Wav.file(Wav.MU_LAW, 8000, 1, 8,
                new byte[] {(byte) 0x80, (byte) 0xFF})), 1).samples());
        assertArrayEquals(new float[] {0x1p-15f * 32256, 0x1p-15f * 8}, AudioReading.read(file(Wav.file(Wav.A_LAW, 8000, 1, 8,
                new byte[] {(byte) 0xAA, (byte) 0xD5})), 1).samples());
    }

    @Test
    void extensibleHeadersAndOtherChunks() throws IOException {
        byte[] data = Wav.data(24, false, noise);
        byte[] bytes = Wav.join(Wav.chunk("fmt ", Wav.format(Wav.EXTENSIBLE, 48_000, 1, 24)), Wav.chunk("LIST", new byte[7]),
                Wav.chunk("data", data), Wav.chunk("id3 ", new byte[5]));
        Pcm pcm = AudioReading.read(file(bytes), 10);
        assertEquals(noise.length, pcm.samples().length);
        assertEquals(noise[17], pcm.samples()[17], 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"flac, FLAC, 1e-6", "ogg, OGG, 0.05", "mp3, MP3, 0.02"})
    void compressed(String ending, SoundFormat format, double tolerance) throws IOException {
        // A name that lies: what a file is, is decided by its content.
        Path file = Files.copy(TONES.resolve("tone." + ending), folder.resolve("tone.wav"));
        assertEquals(format, AudioReading.format(file));
        Pcm pcm = AudioReading.read(file, 10);
        assertEquals(16_000, pcm.sampleRateHz());
        // Of short ogg files the decoder leaves out up to a block at the end.
        assertEquals(8000, pcm.samples().length, format == SoundFormat.OGG ? 512 : 0);
        assertEquals(0.5, AudioReading.durationSeconds(file), 0.001);
        for (int i = 800; i < 7000; i++) {
            assertEquals(0.375 * Math.sin(2 * Math.PI * 1000 * i / 16_000), pcm.samples()[i], tolerance);
        }
    }

    @Test
    void taggedMp3IsMp3() throws IOException {
        byte[] mp3 = Files.readAllBytes(TONES.resolve("tone.mp3"));
        byte[] tagged = new byte[mp3.length + 10 + 300];
        System.arraycopy(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 2, 44}, 0, tagged, 0, 10);
        System.arraycopy(mp3, 0, tagged, 310, mp3.length);
        assertEquals(SoundFormat.MP3, AudioReading.format(file(tagged)));
    }

    @Test
    void whatIsNoNumberIsSilence() throws IOException {
        float[] samples = AudioReading.read(file(Wav.floats(16_000, 1, 32, Double.NaN, 0.5, Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY, 1e38)), 1).samples();
        assertArrayEquals(new float[] {0, 0.5f, 0, 0, 4294967296f}, samples);
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        byte[] good = Wav.tone(440, 0.1, 16_000);
        assertUnreadable(new byte[0]);
        assertUnreadable("no sound at all, whatever the name says".getBytes());
        assertUnreadable(Arrays.copyOf(good, 20));
        assertUnreadable(Wav.pcm(16_000, 1, 16));
        assertUnreadable(Wav.join(Wav.chunk("data", new byte[100])));
        assertUnreadable(Wav.file(0x1234, 16_000, 1, 16, new byte[100]));
        byte[] random = new byte[5000];
        new Random(1).nextBytes(random);
        assertUnreadable(random);
        System.arraycopy(good, 0, random, 0, 12);
        assertUnreadable(random);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "16000, 0", "-1, 1", "16000, 65535", "50, 1", "900000, 1", "16000, 65"})
    void impossibleRatesAndChannelsAreRefused(int rate, int channels) throws IOException {
        assertUnreadable(Wav.file(Wav.PCM, rate, channels, 16, new byte[2600]));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -8, 0x7FFFFFFF, 100_000_000})
    void sizesThatLieCostNothing(int size) throws IOException {
        byte[] bytes = Wav.pcm(16_000, 1, 16, noise);
        for (int i = 0; i < 4; i++) {
            bytes[40 + i] = (byte) (size >> 8 * i);
        }
        Path file = file(bytes);
        try {
            assertTrue(AudioReading.read(file, 3600).samples().length <= noise.length);
            assertTrue(AudioReading.windows(file, 5, 8).size() >= 1);
        } catch (InvalidInput e) {
            assertEquals("unreadable-item", e.code());
        }
    }

    @Test
    void cutFilesAreReadAsFarAsTheyGo() throws IOException {
        Path file = file(Arrays.copyOf(Wav.pcm(16_000, 1, 16, noise), 44 + 2000));
        assertEquals(1000, AudioReading.read(file, 10).samples().length);
        assertEquals(1000 / 16e3, AudioReading.durationSeconds(file), 1e-9);
    }

    @Test
    void jumpsLandOnTheSample() throws IOException {
        double[] ramp = new double[50_000];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i / 65_536.0;
        }
        Path file = file(Wav.floats(1000, 1, 32, ramp));
        try (Sound sound = AudioReading.open(file)) {
            float[] one = new float[1];
            for (double second : new double[] {40, 3.333, 0, 49.999, 12.5}) {
                sound.seek(second);
                assertEquals(1, sound.read(one, 0, 1));
                assertEquals(Math.round(second * 1000), Math.round(one[0] * 65_536));
            }
            sound.seek(60);
            assertEquals(0, sound.read(one, 0, 1));
        }
    }

    @Test
    void windowsAreSpreadFromBeginningToEnd() throws IOException {
        double[] ramp = new double[60_000];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i / 65_536.0;
        }
        Path file = file(Wav.floats(1000, 1, 32, ramp));
        List<Pcm> windows = AudioReading.windows(file, 5, 4);
        assertEquals(4, windows.size());
        for (int w = 0; w < 4; w++) {
            assertEquals(5000, windows.get(w).samples().length);
            assertEquals(Math.round(w * 55_000 / 3.0), Math.round(windows.get(w).samples()[0] * 65_536), 1);
        }
        assertEquals(1, AudioReading.windows(file(Wav.tone(440, 5, 8000)), 5, 4).size());
        assertEquals(3, AudioReading.windows(file(Wav.tone(440, 11, 8000)), 5, 4).size());
    }
}
