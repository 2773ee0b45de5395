package org.fastlabel.goldennoise.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Whether probabilities are to be believed: pictures in order of what was predicted, in parts of equal size. */
record Reliability(double predicted, double observed, int n) {

    private static final int PARTS = 10;

    /** At most {@value #PARTS} parts, of at least 20 pictures each where there are as many. */
    static List<Reliability> of(double[] predicted, boolean[] golden) {
        int[] order = IntStream.range(0, golden.length).boxed().sorted(Comparator.comparingDouble(i -> predicted[i])).mapToInt(Integer::intValue)
                .toArray();
        int parts = Math.max(1, Math.min(PARTS, order.length / 20));
        List<Reliability> out = new ArrayList<>();
        for (int part = 0; part < parts && order.length > 0; part++) {
            int[] some = IntStream.range(part * order.length / parts, (part + 1) * order.length / parts).map(i -> order[i]).toArray();
            out.add(new Reliability(IntStream.of(some).mapToDouble(i -> predicted[i]).average().orElse(0),
                    IntStream.of(some).filter(i -> golden[i]).count() / (double) some.length, some.length));
        }
        return out;
    }
}
