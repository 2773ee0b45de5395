package org.fastlabel.clip;

/**
 * What a configuration may ask for. The bounds are far above any published model, and low enough that nothing is counted,
 * multiplied or allocated beyond reason before the weights have been looked at.
 */
final class Limits {

    private static final int LAYERS = 200;
    private static final int WIDTH = 16_384;
    private static final int PATCHES = 16_384;

    private Limits() {
    }

    static int imageSize(JsonFile f, int fallback) {
        return f.integer("image_size", fallback, 2048);
    }

    static int layers(JsonFile f, String key) {
        return f.integer(key, 12, LAYERS);
    }

    static int width(JsonFile f, String key, int fallback) {
        return f.integer(key, fallback, WIDTH);
    }

    /** Hugging Face's key. */
    static int mlp(JsonFile f, int fallback) {
        return f.integer("intermediate_size", fallback, 4 * WIDTH);
    }

    static int vocabulary(JsonFile f, int fallback) {
        return f.integer("vocab_size", fallback, 2_000_000);
    }

    static int context(JsonFile f, String key, int fallback) {
        return f.integer(key, fallback, 4096);
    }

    static void channels(JsonFile f) {
        if (f.integer("num_channels", 3) != 3) {
            throw f.bad("num_channels", "is not 3 (red, green, blue)");
        }
    }

    static void patches(JsonFile f, int imageSize, int patch) {
        int side = imageSize / patch;
        if (side < 1 || side * side > PATCHES) {
            throw f.bad("patch_size", "of " + patch + " cuts a picture of " + imageSize + " into " + (long) side * side
                    + " patches; 1 to " + PATCHES + " are possible");
        }
    }

    /** @param key where the number of heads stands */
    static void heads(JsonFile f, String key, int width, int heads) {
        if (width % heads != 0) {
            throw f.bad(key, "is " + heads + ", which does not divide the width " + width);
        }
    }
}
