package org.fastlabel.media.audio;

/**
 * Sound in memory.
 *
 * @param samples      mono, the mean of all channels; integers are scaled to [-1, 1), floats are as stored, and all are
 *                     finite. Shared, not copied: whoever holds it treats it as read-only
 * @param sampleRateHz samples per second
 */
public record Pcm(float[] samples, int sampleRateHz) {

    public double seconds() {
        return (double) samples.length / sampleRateHz;
    }
}
