package org.fastlabel.media.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes wav files for tests. */
public final class Wav {

    public static final int PCM = 1;
    public static final int FLOAT = 3;
    public static final int A_LAW = 6;
    public static final int MU_LAW = 7;
    public static final int EXTENSIBLE = 0xFFFE;

    private Wav() {
    }

    /** @param samples in [-1, 1], channels interleaved */
    public static byte[] pcm(int rate, int channels, int bits, double... samples) {
        return file(PCM, rate, channels, bits, data(bits, false, samples));
    }

    public static byte[] floats(int rate, int channels, int bits, double... samples) {
        return file(FLOAT, rate, channels, bits, data(bits, true, samples));
    }

    /** A sine of half loudness, 16 bits. */
    public static byte[] tone(double hz, double seconds, int rate) {
        double[] samples = new double[(int) Math.round(seconds * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 0.5 * Math.sin(2 * Math.PI * hz * i / rate);
        }
        return pcm(rate, 1, 16, samples);
    }

    static byte[] data(int bits, boolean floating, double... samples) {
        ByteBuffer data = ByteBuffer.allocate(samples.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double s : samples) {
            if (floating && bits == 64) {
                data.putDouble(s);
            } else if (floating) {
                data.putFloat((float) s);
            } else if (bits == 8) {
                data.put((byte) Math.round(128 + Math.max(-128, Math.min(127, s * 128))));
            } else {
                double full = Math.pow(2, bits - 1);
                long value = Math.round(Math.max(-full, Math.min(full - 1, s * full)));
                for (int shift = 0; shift < bits; shift += 8) {
                    data.put((byte) (value >> shift));
                }
            }
        }
        return data.array();
    }

    /** A whole file with one format and one data chunk. */
    public static byte[] file(int tag, int rate, int channels, int bits, byte[] data) {
        return join(chunk("fmt ", format(tag, rate, channels, bits)), chunk("data", data));
    }

    static byte[] format(int tag, int rate, int channels, int bits) {
        ByteBuffer format = ByteBuffer.allocate(tag == EXTENSIBLE ? 40 : 16).order(ByteOrder.LITTLE_ENDIAN);
        format.putShort((short) tag).putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8);
        format.putShort((short) (channels * bits / 8)).putShort((short) bits);
        if (tag == EXTENSIBLE) {
            format.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) PCM);
            format.put(new byte[] {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71});
        }
        return format.array();
    }

    static byte[] chunk(String name, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(8 + content.length + (content.length & 1)).order(ByteOrder.LITTLE_ENDIAN);
        chunk.put(name.getBytes(StandardCharsets.US_ASCII)).putInt(content.length).put(content);
        return chunk.array();
    }

    static byte[] join(byte[]... chunks) {
        int length = 4;
        for (byte[] chunk : chunks) {
            length += chunk.length;
        }
        ByteBuffer file = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(length).put("WAVE".getBytes(StandardCharsets.US_ASCII));
        for (byte[] chunk : chunks) {
            file.put(chunk);
        }
        return file.array();
    }
}
