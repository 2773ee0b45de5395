package org.fastlabel.media.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S64;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_U8;
import static org.bytedeco.ffmpeg.global.avutil.av_get_packed_sample_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Decoded frames as mono floats: integers divided by 2 to the power of their bits less one, channels averaged. Samples that are
 * no number become 0, and beyond ±2³² they are cut there, so that no later sum overflows. Keeps its buffers; for one thread.
 */
final class FrameMixer {

    private static final float LOUDEST = 4294967296f;

    private byte[] bytes = new byte[0];
    private short[] shorts = new short[0];
    private int[] ints = new int[0];
    private long[] longs = new long[0];
    private double[] doubles = new double[0];
    private float[] plane = new float[0];

    /** @return {@code into}, or a larger array, with {@code frame.nb_samples()} mono samples at its start */
    float[] mix(AVFrame frame, float[] into) {
        int count = frame.nb_samples();
        int channels = Math.max(1, frame.ch_layout().nb_channels());
        int format = av_get_packed_sample_fmt(frame.format());
        float[] mono = into.length < count ? new float[count] : into;
        if (channels == 1) {
            scaled(frame.data(0), format, count, mono);
            return mono;
        }
        int planes = av_sample_fmt_is_planar(frame.format()) != 0 ? channels : 1;
        int packed = channels / planes;
        plane = plane.length < count * packed ? new float[count * packed] : plane;
        for (int p = 0; p < planes; p++) {
            scaled(new BytePointer(frame.extended_data(p)), format, count * packed, plane);
            for (int i = 0, from = 0; i < count; i++) {
                float sum = p == 0 ? 0 : mono[i];
                for (int c = 0; c < packed; c++) {
                    sum += plane[from++];
                }
                mono[i] = sum;
            }
        }
        for (int i = 0; i < count; i++) {
            mono[i] /= channels;
        }
        return mono;
    }

    /** The first {@code n} samples of one plane. */
    private void scaled(BytePointer data, int format, int n, float[] out) {
        if (format == AV_SAMPLE_FMT_S16) {
            shorts = shorts.length < n ? new short[n] : shorts;
            new ShortPointer(data).get(shorts, 0, n);
            for (int i = 0; i < n; i++) {
                out[i] = shorts[i] * 0x1p-15f;
            }
        } else if (format == AV_SAMPLE_FMT_FLT) {
            new FloatPointer(data).get(out, 0, n);
            tame(out, n);
        } else if (format == AV_SAMPLE_FMT_S32) {
            ints = ints.length < n ? new int[n] : ints;
            new IntPointer(data).get(ints, 0, n);
            for (int i = 0; i < n; i++) {
                out[i] = ints[i] * 0x1p-31f;
            }
        } else {
            rare(data, format, n, out);
        }
    }

    private void rare(BytePointer data, int format, int n, float[] out) {
        if (format == AV_SAMPLE_FMT_U8) {
            bytes = bytes.length < n ? new byte[n] : bytes;
            data.get(bytes, 0, n);
            for (int i = 0; i < n; i++) {
                out[i] = ((bytes[i] & 255) - 128) * 0x1p-7f;
            }
        } else if (format == AV_SAMPLE_FMT_DBL) {
            doubles = doubles.length < n ? new double[n] : doubles;
            new DoublePointer(data).get(doubles, 0, n);
            for (int i = 0; i < n; i++) {
                out[i] = (float) doubles[i];
            }
            tame(out, n);
        } else if (format == AV_SAMPLE_FMT_S64) {
            longs = longs.length < n ? new long[n] : longs;
            new LongPointer(data).get(longs, 0, n);
            for (int i = 0; i < n; i++) {
                out[i] = longs[i] * 0x1p-63f;
            }
        } else {
            throw Sound.unreadable("Its sound is coded in a way that FastLabel cannot read.");
        }
    }

    private static void tame(float[] samples, int n) {
        for (int i = 0; i < n; i++) {
            float v = samples[i];
            samples[i] = Float.isNaN(v) || Float.isInfinite(v) ? 0 : Math.max(-LOUDEST, Math.min(LOUDEST, v));
        }
    }
}
