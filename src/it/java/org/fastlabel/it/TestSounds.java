package org.fastlabel.it;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Sounds for tests: low and high tones (by file name) of one and a half seconds, as wav files. */
public final class TestSounds {

    private static final int RATE_HZ = 16_000;
    private static final int SAMPLES = RATE_HZ * 3 / 2;
    private static final int HEADER_BYTES = 44;

    private TestSounds() {
    }

    /** Low for even numbers, high for odd ones; pitch and rhythm vary by the number alone, so that no two (below 64) are alike. */
    public static byte[] wav(int number) {
        double hertz = number % 2 == 0 ? 180 + 7 * number : 2200 + 41 * number;
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + 2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + 2 * SAMPLES).put(ascii("WAVEfmt ")).putInt(16)
                .putShort((short) 1).putShort((short) 1).putInt(RATE_HZ).putInt(2 * RATE_HZ).putShort((short) 2).putShort((short) 16)
                .put(ascii("data")).putInt(2 * SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            double loudness = (number >> 6 * i / SAMPLES & 1) == 0 ? 8000 : 300;
            file.putShort((short) (loudness * Math.sin(2 * Math.PI * hertz * i / RATE_HZ)));
        }
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@code low-0.wav}, {@code high-1.wav}, … */
    public static String name(int number) {
        return (number % 2 == 0 ? "low-" : "high-") + number + ".wav";
    }

    /** Writes so many sounds into a folder, made where missing. */
    public static Path folder(Path folder, int count) {
        for (int i = 0; i < count; i++) {
            TestPictures.write(folder.resolve(name(i)), wav(i));
        }
        return folder;
    }
}
