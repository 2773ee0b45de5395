package org.fastlabel.media.audio;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a sound is like, in {@value #DIM} numbers: the course of its mel cepstrum (the shape of the spectrum, frame by frame, as speech
 * recognisers use it) in eight parts, its mean and spread, and how much it changes from block to block at six block lengths. The
 * first tells words apart, the others noises. Stateless: safe from any thread.
 */
public final class SoundDescriptor {

    private static final int BANDS = 64;
    private static final double FMIN_HZ = 50;
    private static final double FMAX_HZ = 8000;
    private static final double WINDOW_SECONDS = 0.032;
    private static final double HOP_SECONDS = 0.010;
    private static final float FAINTEST = 1e-10f;
    private static final float RANGE_DB = 60;

    private static final int CEPSTRA = 24;
    /** Of these, the course and the changes. */
    private static final int COARSE = 16;
    private static final int PARTS = 8;
    /** Block lengths are 1, 2, 4, ... frames. */
    private static final int SCALES = 6;
    public static final int DIM = PARTS * COARSE + 2 * CEPSTRA + SCALES * COARSE;

    /** Further from the usual than so many spreads is no further. */
    private static final float MAX_SPREADS = 4;
    /** The usual value of each number, and how far sounds spread around it: rounded from speech and from noises of all kinds. */
    private static final float[] USUAL = new float[DIM];
    private static final float[] SPREAD = new float[DIM];
    private static final float[][] COSINES = new float[CEPSTRA][BANDS];

    static {
        for (int k = 0; k < CEPSTRA; k++) {
            for (int b = 0; b < BANDS; b++) {
                COSINES[k][b] = (float) (Math.sqrt((k == 0 ? 1.0 : 2.0) / BANDS) * Math.cos(Math.PI * k * (b + 0.5) / BANDS));
            }
        }
    }

    static {
        int at = 0;
        for (int part = 0; part < PARTS; part++) {
            at = usual(at, COARSE, 0, 80);
            USUAL[at - COARSE] = -380;
            USUAL[at - COARSE + 1] = 60;
        }
        at = usual(at, CEPSTRA, 0, 60);
        USUAL[at - CEPSTRA] = -380;
        USUAL[at - CEPSTRA + 1] = 60;
        at = usual(at, CEPSTRA, 60, 20);
        for (int scale = 0; scale < SCALES; scale++) {
            double spread = 7 * Math.pow(1.4, scale);
            at = usual(at, COARSE, 2.2 * spread, spread);
        }
    }

    /** All of it falls with the number of the coefficient. */
    private static int usual(int at, int count, double usual, double spread) {
        for (int k = 0; k < count; k++) {
            USUAL[at + k] = (float) (usual / (k + 1));
            SPREAD[at + k] = (float) (spread / (k + 1));
        }
        return at + count;
    }

    private static final int KEPT_RATES = 32;
    private static final Map<Integer, MelPlan> BY_RATE = new ConcurrentHashMap<>();

    private SoundDescriptor() {
    }

    /** @param windows parts of one sound, in order
     *  @return {@value #DIM} numbers of unit length, each of about equal weight */
    public static float[] of(List<Pcm> windows) {
        float[] cepstra = cepstra(windows);
        int frames = cepstra.length / CEPSTRA;
        float[] out = new float[DIM];
        int at = 0;
        float[] parts = Resampling.means(cepstra, frames, CEPSTRA, PARTS);
        for (int p = 0; p < PARTS; p++) {
            for (int k = 0; k < COARSE; k++) {
                out[at++] = parts[p * CEPSTRA + k];
            }
        }
        float[] mean = Resampling.means(cepstra, frames, CEPSTRA, 1);
        System.arraycopy(mean, 0, out, at, CEPSTRA);
        at += CEPSTRA;
        for (int k = 0; k < CEPSTRA; k++) {
            double square = 0;
            for (int f = 0; f < frames; f++) {
                double d = cepstra[f * CEPSTRA + k] - mean[k];
                square += d * d / frames;
            }
            out[at++] = (float) Math.sqrt(square);
        }
        for (int scale = 0; scale < SCALES; scale++) {
            at = changes(cepstra, frames, 1 << scale, out, at);
        }
        return balanced(out);
    }

    /** In spreads from the usual, then at unit length. */
    private static float[] balanced(float[] out) {
        double square = 0;
        for (int i = 0; i < DIM; i++) {
            out[i] = Math.max(-MAX_SPREADS, Math.min(MAX_SPREADS, (out[i] - USUAL[i]) / SPREAD[i]));
            square += out[i] * out[i];
        }
        float length = (float) Math.max(1e-6, Math.sqrt(square));
        for (int i = 0; i < DIM; i++) {
            out[i] /= length;
        }
        return out;
    }

    /** The spread of the differences between the means of neighbouring blocks. */
    private static int changes(float[] cepstra, int frames, int block, float[] out, int at) {
        int blocks = Math.max(1, frames / block);
        float[] means = Resampling.means(cepstra, frames, CEPSTRA, blocks);
        for (int k = 0; k < COARSE; k++) {
            double sum = 0;
            double square = 0;
            for (int b = 1; b < blocks; b++) {
                double d = means[b * CEPSTRA + k] - means[(b - 1) * CEPSTRA + k];
                sum += d;
                square += d * d;
            }
            int n = Math.max(1, blocks - 1);
            out[at + k] = (float) Math.sqrt(Math.max(0, square / n - sum / n * (sum / n)));
        }
        return at + COARSE;
    }

    /** {@code [frames][CEPSTRA]} of all windows, one after another. */
    private static float[] cepstra(List<Pcm> windows) {
        float[][] powers = new float[windows.size()][];
        float loudest = FAINTEST;
        int length = 0;
        for (int w = 0; w < powers.length; w++) {
            powers[w] = plan(windows.get(w).sampleRateHz()).power(windows.get(w).samples());
            length += powers[w].length;
            for (float p : powers[w]) {
                loudest = Math.max(loudest, p);
            }
        }
        float floor = decibel(loudest) - RANGE_DB;
        float[] cepstra = new float[length / BANDS * CEPSTRA];
        float[] db = new float[BANDS];
        int frame = 0;
        for (float[] power : powers) {
            for (int from = 0; from < power.length; from += BANDS, frame++) {
                for (int b = 0; b < BANDS; b++) {
                    db[b] = Math.max(floor, decibel(power[from + b]));
                }
                for (int k = 0; k < CEPSTRA; k++) {
                    float sum = 0;
                    for (int b = 0; b < BANDS; b++) {
                        sum += COSINES[k][b] * db[b];
                    }
                    cepstra[frame * CEPSTRA + k] = sum;
                }
            }
        }
        return cepstra;
    }

    private static float decibel(float power) {
        return (float) (10 / Math.log(10) * Math.log(Math.max(FAINTEST, power)));
    }

    private static MelPlan plan(int rate) {
        if (BY_RATE.size() > KEPT_RATES) {
            BY_RATE.clear();
        }
        return BY_RATE.computeIfAbsent(rate, r -> {
            int length = Math.max(2, (int) (r * WINDOW_SECONDS));
            int size = Math.max(2, Integer.highestOneBit(length - 1) * 2);
            return new MelPlan(size, length, Math.max(1, (int) (r * HOP_SECONDS)), new MelFilters(r, size, BANDS, FMIN_HZ, FMAX_HZ));
        });
    }
}
