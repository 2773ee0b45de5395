package org.fastlabel.labeling.head;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.api.InvalidInput;

/**
 * One weight per class and dimension: {@code logits = (weights x + offsets) / temperature} for an embedding x as it is stored.
 * Immutable: the arrays are shared inside this package, where nobody writes to them. Equal when every number is the same.
 */
public final class LinearHead implements Head {

    static final int MAGIC = 0x4c4c4831;
    private static final int HEADER = 24;

    final int input;
    final int classes;
    /** {@code classes * input}, class by class. */
    final float[] weights;
    final float[] offsets;
    final float temperature;
    /** Whether it was learnt in whitened coordinates; see {@link PoolShape}. */
    final boolean whitened;
    /** The prior precision that it was learnt with. */
    final float decay;

    LinearHead(int input, float[] weights, float[] offsets, float temperature, boolean whitened, float decay) {
        if (weights.length != Math.multiplyExact(input, offsets.length) || !(temperature > 0)) {
            throw new IllegalArgumentException("head " + input + "-" + offsets.length + " does not fit its numbers");
        }
        this.input = input;
        this.classes = offsets.length;
        this.weights = weights;
        this.offsets = offsets;
        this.temperature = temperature;
        this.whitened = whitened;
        this.decay = decay;
    }

    @Override
    public int input() {
        return input;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public String architecture() {
        return "linear";
    }

    @Override
    public Network network() {
        float[] ones = new float[input];
        Arrays.fill(ones, 1);
        return new Network(new float[input], ones, List.of(new Network.Layer(input, classes, weights, offsets)), temperature);
    }

    /** What logits are divided by so that probabilities come true as often as they say; above 0. */
    public float temperature() {
        return temperature;
    }

    boolean finite() {
        for (float[] part : new float[][] {weights, offsets, {temperature}}) {
            for (float value : part) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Judges rows: embeddings, one after another. */
    Logits judge(float[] rows) {
        int n = rows.length / input;
        float[] products = new float[n * classes];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < classes; c++) {
                float sum = 0;
                for (int d = 0; d < input; d++) {
                    sum += weights[c * input + d] * rows[i * input + d];
                }
                products[i * classes + c] = sum;
            }
        }
        return fromProducts(products);
    }

    /** From dot products with the weights to logits, in place. @param products {@code rows * classes}, row by row */
    Logits fromProducts(float[] products) {
        for (int i = 0; i < products.length; i++) {
            products[i] = (products[i] + offsets[i % classes]) / temperature;
        }
        return new Logits(products, classes);
    }

    /** All numbers exactly, little-endian: magic, input, classes, whitened, temperature, decay, weights, offsets. */
    @Override
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(HEADER + 4 * (weights.length + classes)).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(input).putInt(classes).putInt(whitened ? 1 : 0).putFloat(temperature).putFloat(decay);
        out.asFloatBuffer().put(weights).put(offsets);
        return out.array();
    }

    static LinearHead fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER || in.getInt() != MAGIC) {
            throw damaged("it does not begin as one");
        }
        int input = in.getInt();
        int classes = in.getInt();
        boolean whitened = in.getInt() == 1;
        float temperature = in.getFloat();
        float decay = in.getFloat();
        if (input < 1 || classes < 2 || in.remaining() != 4L * classes * (input + 1L) || !(temperature > 0)) {
            throw damaged(bytes.length + " bytes do not fit " + input + "-" + classes);
        }
        float[] weights = new float[classes * input];
        float[] offsets = new float[classes];
        in.asFloatBuffer().get(weights).get(offsets);
        return new LinearHead(input, weights, offsets, temperature, whitened, decay);
    }

    private static InvalidInput damaged(String how) {
        return new InvalidInput("bad-head", "The stored classifier is damaged: " + how + ".");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearHead h && input == h.input && temperature == h.temperature && whitened == h.whitened
                && decay == h.decay && Arrays.equals(weights, h.weights) && Arrays.equals(offsets, h.offsets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(offsets);
    }
}
