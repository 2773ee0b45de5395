package org.fastlabel.labeling.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a head computes, as plain matrices, for use outside this program: the input is standardised, {@code (x - mean) / scale},
 * goes through the layers with ReLU between them, and what comes out is divided by the temperature: one logit per class.
 * The arrays are shared and only read.
 *
 * @param mean   one per input dimension
 * @param scale  one per input dimension, none of them 0
 * @param layers at least one
 */
public record Network(float[] mean, float[] scale, List<Layer> layers, float temperature) {

    /** A matrix and an offset. @param weight {@code [out, in]}, row by row  @param bias one per output */
    public record Layer(int in, int out, float[] weight, float[] bias) {

        public Layer {
            if (weight.length != in * out || bias.length != out) {
                throw new IllegalArgumentException("layer " + in + "-" + out + " does not fit its arrays");
            }
        }
    }

    public Network {
        layers = List.copyOf(layers);
        if (layers.isEmpty() || layers.get(0).in != mean.length || scale.length != mean.length) {
            throw new IllegalArgumentException("the standardisation does not fit the first layer");
        }
    }

    public int input() {
        return mean.length;
    }

    public int classes() {
        return layers.get(layers.size() - 1).out;
    }

    /** The same with only these classes, in this order. */
    public Network only(int... classes) {
        Layer last = layers.get(layers.size() - 1);
        float[] weight = new float[classes.length * last.in];
        float[] bias = new float[classes.length];
        for (int i = 0; i < classes.length; i++) {
            System.arraycopy(last.weight, classes[i] * last.in, weight, i * last.in, last.in);
            bias[i] = last.bias[classes[i]];
        }
        List<Layer> kept = new ArrayList<>(layers.subList(0, layers.size() - 1));
        kept.add(new Layer(last.in, classes.length, weight, bias));
        return new Network(mean, scale, kept, temperature);
    }

    /** Logits of rows, one after another; slow, and what the exports are compared with. */
    public Logits judge(float[] rows) {
        float[] out = new float[rows.length / input() * classes()];
        for (int row = 0; row < rows.length / input(); row++) {
            float[] x = new float[input()];
            for (int i = 0; i < x.length; i++) {
                x[i] = (rows[row * x.length + i] - mean[i]) / scale[i];
            }
            for (int l = 0; l < layers.size(); l++) {
                x = through(layers.get(l), x, l < layers.size() - 1);
            }
            for (int c = 0; c < x.length; c++) {
                out[row * x.length + c] = x[c] / temperature;
            }
        }
        return new Logits(out, classes());
    }

    private static float[] through(Layer layer, float[] x, boolean relu) {
        float[] y = Arrays.copyOf(layer.bias, layer.out);
        for (int o = 0; o < layer.out; o++) {
            for (int i = 0; i < layer.in; i++) {
                y[o] += layer.weight[o * layer.in + i] * x[i];
            }
            y[o] = relu ? Math.max(0, y[o]) : y[o];
        }
        return y;
    }
}
