package org.fastlabel.generation;

/** Shape of a picture's latents and so of its initial noise: {@code channels × height × width}, row by row, not packed. */
public record LatentShape(int channels, int height, int width) {

    public int size() {
        return Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }
}
