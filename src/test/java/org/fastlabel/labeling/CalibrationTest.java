package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    /** Similarities as CLIP gives them: a narrow band, a share of them a little higher. */
    private static float[] similarities(double share, double apart) {
        Random random = new Random(1);
        float[] out = new float[5000];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (0.21 + 0.01 * random.nextGaussian() + (i < share * out.length ? apart : 0));
        }
        return out;
    }

    @Test
    void probabilitiesSpreadAndSeparateTheGroups() {
        float[] s = similarities(0.2, 0.05);
        Calibration c = Calibration.of(s);
        int right = 0;
        for (int i = 0; i < s.length; i++) {
            right += (c.logit(s[i]) > 0) == (i < 1000) ? 1 : 0;
        }
        assertTrue(right > 4850, right + " of 5000");
        assertEquals(0.2, c.share(), 0.03);
    }

    @Test
    void withoutGroupsStillNoMoreThanHalfArePositiveAndNoneCertain() {
        for (float[] s : new float[][] {similarities(0, 0), similarities(0.9, 0.05), similarities(0.001, 0.3)}) {
            Calibration c = Calibration.of(s);
            int positive = 0;
            double low = 1;
            double high = 0;
            for (float value : s) {
                double p = 1 / (1 + Math.exp(-c.logit(value)));
                positive += p > 0.5 ? 1 : 0;
                low = Math.min(low, p);
                high = Math.max(high, p);
            }
            assertTrue(positive >= 0.015 * s.length && positive <= 0.55 * s.length, positive + " positive");
            assertTrue(low < 0.4 && high > 0.8, low + " to " + high);
        }
    }

    @Test
    void orderIsThatOfTheSimilarities() {
        Calibration c = Calibration.of(similarities(0.3, 0.03));
        assertTrue(c.slope() > 0);
        assertTrue(c.logit(0.3f) > c.logit(0.25f) && c.logit(0.25f) > c.logit(0.1f));
    }

    @Test
    void nothingOrAllEqualGivesNoOpinion() {
        assertEquals(0, Calibration.of(new float[0]).logit(0));
        float[] same = {0.2f, Float.NaN, 0.2f};
        assertEquals(0, Calibration.of(same).logit(0.2f));
    }
}
