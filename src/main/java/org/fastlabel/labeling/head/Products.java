package org.fastlabel.labeling.head;

import java.util.Arrays;

/**
 * A matrix product in loops that the compiler turns into vector instructions: the innermost adds multiples of eight lines to
 * another one and never sums up, which it could not vectorise.
 */
final class Products {

    private Products() {
    }

    /**
     * Mixes lines: {@code out[o] = sum over k of factors[o, k] * lines[k]}.
     *
     * @param lines   {@code count} lines of {@code length} values
     * @param factors {@code outputs * count}
     * @param out     {@code outputs * length}, overwritten
     */
    static void mix(float[] lines, int length, float[] factors, int count, int outputs, float[] out) {
        Arrays.fill(out, 0, outputs * length, 0);
        for (int k = 0; k + 8 <= count; k += 8) {
            for (int o = 0; o < outputs; o++) {
                add(out, o * length, lines, k * length, length, factors, o * count + k);
            }
        }
        for (int k = count - count % 8; k < count; k++) {
            for (int o = 0; o < outputs; o++) {
                float factor = factors[o * count + k];
                for (int i = 0; i < length; i++) {
                    out[o * length + i] += factor * lines[k * length + i];
                }
            }
        }
    }

    private static void add(float[] out, int to, float[] lines, int from, int length, float[] factors, int at) {
        float a = factors[at];
        float b = factors[at + 1];
        float c = factors[at + 2];
        float d = factors[at + 3];
        float e = factors[at + 4];
        float f = factors[at + 5];
        float g = factors[at + 6];
        float h = factors[at + 7];
        int second = from + length;
        int third = second + length;
        int fourth = third + length;
        int fifth = fourth + length;
        int sixth = fifth + length;
        int seventh = sixth + length;
        int eighth = seventh + length;
        for (int i = 0; i < length; i++) {
            out[to + i] += a * lines[from + i] + b * lines[second + i] + c * lines[third + i] + d * lines[fourth + i]
                    + e * lines[fifth + i] + f * lines[sixth + i] + g * lines[seventh + i] + h * lines[eighth + i];
        }
    }
}
