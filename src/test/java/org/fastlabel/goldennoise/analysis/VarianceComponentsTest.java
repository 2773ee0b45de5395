package org.fastlabel.goldennoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VarianceComponentsTest {

    private static double[] ones(int n) {
        return IntStream.range(0, n).mapToDouble(i -> 1).toArray();
    }

    /** Twenty-one cells of a table of 6 by 5; expected: the same quadratic forms as projection matrices, traces by NumPy. */
    @Test
    void agreesWithProjections() {
        int[] row = new int[21];
        int[] column = new int[21];
        double[] values = new double[21];
        int n = 0;
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 5; j++) {
                if ((i * 3 + j * 2 + i * j) % 4 != 0) {
                    row[n] = i;
                    column[n] = j;
                    values[n++] = (i * 7 + j * 3 + i * j * 5) % 3 == 0 ? 1 : 0;
                }
            }
        }
        assertEquals(21, n);
        VarianceComponents found = VarianceComponents.of(values, row, column, ones(6), ones(5));
        assertEquals(0.029201388888888877, found.row(), 1e-12);
        assertEquals(0.14045138888888883, found.column(), 1e-12);
        assertEquals(0.10621527777777788, found.rest(), 1e-12);
    }

    /** Planted variances are found without bias, holes or not, and whatever weights a bootstrap drew. */
    @Test
    void isUnbiased() {
        RandomGenerator random = new SplittableRandom(7);
        double[] sum = new double[3];
        int trials = 400;
        for (int t = 0; t < trials; t++) {
            int rows = 12;
            int columns = 10;
            double[] r = random.doubles(rows).map(u -> 2 * random.nextGaussian()).toArray();
            double[] c = random.doubles(columns).map(u -> 1.5 * random.nextGaussian()).toArray();
            int[] cells = IntStream.range(0, rows * columns).filter(i -> random.nextInt(10) < 7).toArray();
            int[] row = Arrays.stream(cells).map(i -> i / columns).toArray();
            int[] column = Arrays.stream(cells).map(i -> i % columns).toArray();
            double[] values = IntStream.range(0, cells.length).mapToDouble(i -> 5 + r[row[i]] + c[column[i]] + random.nextGaussian()).toArray();
            double[] weight = IntStream.range(0, rows).mapToDouble(i -> i % 3).toArray();
            VarianceComponents found = VarianceComponents.of(values, row, column, weight, ones(columns));
            sum[0] += found.row() / trials;
            sum[1] += found.column() / trials;
            sum[2] += found.rest() / trials;
        }
        assertEquals(4, sum[0], 0.35);
        assertEquals(2.25, sum[1], 0.25);
        assertEquals(1, sum[2], 0.05);
    }

    @Test
    void whatCannotBeToldApartIsNotANumber() {
        VarianceComponents found = VarianceComponents.of(new double[] {0, 1, 1}, new int[] {0, 1, 2}, new int[] {0, 1, 2}, ones(3), ones(3));
        assertTrue(Double.isNaN(found.row()) && Double.isNaN(found.shares()[0]));
    }
}
