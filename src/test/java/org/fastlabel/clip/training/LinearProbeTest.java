package org.fastlabel.clip.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearProbeTest {

    @Test
    void separatesWhatALineSeparatesAndNothingElse() {
        Random random = new Random(7);
        float[][] rows = new float[600][];
        int[] labels = new int[600];
        int[] coins = new int[600];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {(float) random.nextGaussian(), (float) random.nextGaussian() * 100, 1};
            labels[i] = rows[i][0] + rows[i][1] / 100 > 0.3 ? 1 : rows[i][0] < -0.5 ? 2 : 0;
            coins[i] = random.nextInt(2);
        }
        assertTrue(LinearProbe.fit(rows, labels, 3).accuracy(rows, labels) > 0.95);
        assertEquals(0.5, LinearProbe.fit(rows, coins, 2).accuracy(rows, coins), 0.08);
    }
}
