package org.fastlabel.clip;

import java.util.Arrays;
import java.util.Locale;
import org.fastlabel.media.image.ResizeFilter;

/**
 * The shape of a CLIP model, or of a relative of it: two towers that embed pictures and texts in one space.
 *
 * @param embedDim length of an embedding
 */
public record ClipConfig(int embedDim, Vision vision, Text text, Preprocess preprocess) {

    /** What people call such a model: ViT-B/32, SigLIP-B/16, RN50; unusual ones with their width, such as ViT-192/4. */
    public String architecture() {
        if (vision instanceof Vit v) {
            return "ViT-" + size(v.width()) + "/" + v.patch();
        } else if (vision instanceof SiglipVit s) {
            return "SigLIP-" + size(s.width()) + "/" + s.patch();
        }
        ResNet r = (ResNet) vision;
        int blocks = Arrays.stream(r.blocks()).sum();
        return r.width() == 64 && blocks == 16 ? "RN50" : r.width() == 64 && blocks == 33 ? "RN101"
                : "RN-" + r.width() + "x" + blocks;
    }

    private static String size(int width) {
        return switch (width) {
            case 384 -> "S";
            case 768 -> "B";
            case 1024 -> "L";
            case 1152 -> "So400m";
            case 1280 -> "H";
            case 1408 -> "g";
            case 1664 -> "bigG";
            default -> Integer.toString(width);
        };
    }

    /** The image tower. */
    public sealed interface Vision permits Vit, ResNet, SiglipVit {

        /** Side of the square input, pixels. */
        int imageSize();
    }

    /** A vision transformer with a class token. @param mlp width of the hidden layer of each block */
    public record Vit(int imageSize, int patch, int width, int layers, int heads, int mlp, boolean quickGelu, double eps)
            implements Vision {
    }

    /** ModifiedResNet. @param blocks bottlenecks per stage; the last stage has {@code width * 32} channels */
    public record ResNet(int imageSize, int width, int[] blocks, int heads) implements Vision {
    }

    /** SigLIP's vision transformer: no class token, the patches are pooled by attention; GELU by its tanh formula. */
    public record SiglipVit(int imageSize, int patch, int width, int layers, int heads, int mlp, double eps) implements Vision {
    }

    /** The text tower, a transformer. */
    public sealed interface Text permits ClipText, SiglipText {

        /** Rows of the token table. */
        int vocabulary();

        /** Tokens per text, the special ones included. */
        int context();

        int width();

        int layers();

        int heads();

        /** Width of the hidden layer of each block. */
        int mlp();

        /** What the layer norms add to the variance. */
        double eps();
    }

    /** Causal, pooled at the end token. */
    public record ClipText(int vocabulary, int context, int width, int layers, int heads, int mlp, boolean quickGelu, double eps)
            implements Text {
    }

    /** Every token sees every other, pooled at the last position, whatever stands there; GELU by its tanh formula. */
    public record SiglipText(int vocabulary, int context, int width, int layers, int heads, int mlp, double eps) implements Text {
    }

    /** How a picture's shape is brought to a square. */
    public enum Fit {
        /** The shorter side becomes the given size, the longer one is cut off behind the comma. */
        SHORTEST,
        /** The longer side becomes the given size, the rest is filled. */
        LONGEST,
        /** Both sides become the given size. */
        SQUASH
    }

    /** Where an odd margin puts the crop: Hugging Face rounds down, open_clip to the even neighbour. */
    public enum Margin { DOWN, EVEN }

    /**
     * From a picture to what the image tower takes: RGB, resize, centre crop, scale by {@code factor}, normalise.
     *
     * @param resize the size that {@code fit} speaks of, pixels
     * @param crop   side of the square
     * @param fill   level of what surrounds a picture smaller than the crop, 0 … 255
     */
    public record Preprocess(int resize, int crop, Fit fit, ResizeFilter filter, Margin margin, int fill, float factor, float[] mean,
                             float[] std) {

        static final float[] OPENAI_MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
        static final float[] OPENAI_STD = {0.26862954f, 0.26130258f, 0.27577711f};

        /** As OpenAI's checkpoints want it. */
        public Preprocess(int resize, int crop, float factor, float[] mean, float[] std) {
            this(resize, crop, Fit.SHORTEST, ResizeFilter.BICUBIC, Margin.DOWN, 0, factor, mean, std);
        }

        /** Every setting in words: the same text means the same pixels. */
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d %d %s %s %s %d %s %s %s", resize, crop, fit, filter, margin, fill, factor,
                    Arrays.toString(mean), Arrays.toString(std));
        }
    }
}
