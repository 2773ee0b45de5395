package org.fastlabel.labeling.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.fastlabel.labeling.head.SoftmaxRegression.Rows;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {

    private static final int N = 37;
    private static final int WIDTH = 13;
    private static final int CLASSES = 4;
    private final Random random = new Random(7);

    private float[] noise(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private int[] labels(int n) {
        return IntStream.range(0, n).map(i -> Math.min(CLASSES - 1, random.nextInt(6))).toArray();
    }

    @Test
    void gradientIsTheSlopeOfTheObjective() {
        SoftmaxRegression objective =
                new SoftmaxRegression(new Rows(noise(N * WIDTH), WIDTH), labels(N), CLASSES, noise(N * CLASSES), 0.3);
        double[] x = random.doubles(objective.zero().length, -0.5, 0.5).toArray();
        double[] gradient = new double[x.length];
        objective.at(x, gradient);
        double[] ignored = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double was = x[k];
            x[k] = was + 1e-2;
            double up = objective.at(x, ignored);
            x[k] = was - 1e-2;
            double down = objective.at(x, ignored);
            x[k] = was;
            assertEquals((up - down) / 2e-2, gradient[k], 5e-3, "parameter " + k);
        }
    }

    @Test
    void fitIsStationaryAndTheSameFromEverywhere() {
        Rows rows = new Rows(noise(N * WIDTH), WIDTH);
        SoftmaxRegression objective = new SoftmaxRegression(rows, labels(N), CLASSES, null, 0.1);
        double[] fitted = objective.fit(objective.zero(), 1e-6);
        double[] gradient = new double[fitted.length];
        objective.at(objective.zero(), gradient);
        double before = Math.sqrt(Lbfgs.dot(gradient, gradient));
        objective.at(fitted, gradient);
        assertTrue(Math.sqrt(Lbfgs.dot(gradient, gradient)) < 1e-4 * before);
        double[] elsewhere = objective.fit(random.doubles(fitted.length, -3, 3).toArray(), 1e-6);
        assertArrayEquals(fitted, elsewhere, 5e-3);
    }

    @Test
    void classesWeighTheSameHoweverOftenTheyCome() {
        float[] twice = noise(2 * WIDTH);
        float[] rows = new float[9 * WIDTH];
        int[] labels = new int[9];
        for (int i = 0; i < 9; i++) {
            labels[i] = i == 0 ? 0 : 1;
            System.arraycopy(twice, labels[i] * WIDTH, rows, i * WIDTH, WIDTH);
        }
        // Nine rows count as nine, so that the prior has to be as much stronger.
        SoftmaxRegression many = new SoftmaxRegression(new Rows(rows, WIDTH), labels, 2, null, 0.9);
        SoftmaxRegression two = new SoftmaxRegression(new Rows(twice, WIDTH), new int[] {0, 1}, 2, null, 0.2);
        assertArrayEquals(two.fit(two.zero(), 1e-6), many.fit(many.zero(), 1e-6), 1e-3);
    }

    @Test
    void fewRowsAreFittedAsWellInTheSpaceTheySpan() {
        int n = 6;
        Rows full = new Rows(noise(n * WIDTH), WIDTH);
        System.arraycopy(full.values(), 0, full.values(), WIDTH, WIDTH);
        int[] labels = {0, 1, 2, 0, 1, 2};
        Basis basis = Basis.of(full);
        assertTrue(basis.reduced());
        SoftmaxRegression there = new SoftmaxRegression(basis.rows(), labels, 3, null, 0.1);
        SoftmaxRegression here = new SoftmaxRegression(full, labels, 3, null, 0.1);
        double[] expected = here.fit(here.zero(), 1e-7);
        assertArrayEquals(expected, basis.expand(there.fit(there.zero(), 1e-7), 3), 2e-3);
    }

    @Test
    void temperatureTakesBackTooMuchConfidence() {
        float[] logits = noise(300 * CLASSES);
        int[] labels = new int[300];
        for (int i = 0; i < 300; i++) {
            // Labels are drawn with the probabilities that the logits have; three times the logits are then too sure.
            double[] p = new Logits(Arrays.copyOfRange(logits, i * CLASSES, (i + 1) * CLASSES), CLASSES).probs(0);
            double dice = random.nextDouble();
            while (labels[i] < CLASSES - 1 && (dice -= p[labels[i]]) > 0) {
                labels[i]++;
            }
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] *= 3;
        }
        int[] counts = CrossValidation.counts(labels, CLASSES);
        double[] shares = Temperature.shares(counts);
        Temperature found = Temperature.of(logits, labels, counts);
        assertEquals(1.0 / 3, found.scale(), 0.08);
        assertTrue(Temperature.loss(logits, labels, counts, shares, found.scale(), found.frequency())
                < Temperature.loss(logits, labels, counts, shares, 1, 0));
        float[] partly = logits.clone();
        Arrays.fill(partly, 200 * CLASSES, 300 * CLASSES, Float.NaN);
        assertEquals(found.scale(), Temperature.of(partly, labels, counts).scale(), 0.15, "what was not judged is left out");
    }
}
