package org.fastlabel.clip;

import java.util.Arrays;

/**
 * The shape of a CLIP model.
 *
 * @param embedDim length of an embedding
 */
public record ClipConfig(int embedDim, Vision vision, Text text, Preprocess preprocess) {

    /** What people call such a model: ViT-B/32, RN50; for unusual ones with the width, such as ViT-192/4. */
    public String architecture() {
        if (vision instanceof ResNet r) {
            int blocks = Arrays.stream(r.blocks()).sum();
            return r.width() == 64 && blocks == 16 ? "RN50" : r.width() == 64 && blocks == 33 ? "RN101"
                    : "RN-" + r.width() + "x" + blocks;
        }
        Vit v = (Vit) vision;
        String size = switch (v.width()) {
            case 384 -> "S";
            case 768 -> "B";
            case 1024 -> "L";
            case 1280 -> "H";
            default -> Integer.toString(v.width());
        };
        return "ViT-" + size + "/" + v.patch();
    }

    /** The image tower. */
    public sealed interface Vision permits Vit, ResNet {

        /** Side of the square input, pixels. */
        int imageSize();
    }

    /** A vision transformer. @param mlp width of the hidden layer of each block */
    public record Vit(int imageSize, int patch, int width, int layers, int heads, int mlp, boolean quickGelu, double eps)
            implements Vision {
    }

    /** ModifiedResNet. @param blocks bottlenecks per stage; the last stage has {@code width * 32} channels */
    public record ResNet(int imageSize, int width, int[] blocks, int heads) implements Vision {
    }

    public record Text(int vocabulary, int context, int width, int layers, int heads, int mlp, boolean quickGelu, double eps) {
    }

    /**
     * Hugging Face's order of steps: RGB, resize the shorter side, centre crop, scale by {@code factor}, normalise.
     *
     * @param resize length of the shorter side
     * @param crop   side of the square
     */
    public record Preprocess(int resize, int crop, float factor, float[] mean, float[] std) {

        static final float[] OPENAI_MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
        static final float[] OPENAI_STD = {0.26862954f, 0.26130258f, 0.27577711f};
    }
}
