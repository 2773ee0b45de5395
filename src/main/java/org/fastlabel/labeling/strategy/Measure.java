package org.fastlabel.labeling.strategy;

import java.util.Locale;
import org.fastlabel.labeling.head.Logits;

/** How uncertain a judgement is. With two classes all measures rank alike. */
enum Measure {

    /** How little the best class is ahead of the second. */
    MARGIN {
        @Override
        float certainty(Logits logits, int id) {
            return logits.margin(id);
        }
    },

    /** How evenly probability is spread over all classes. */
    ENTROPY {
        @Override
        float certainty(Logits logits, int id) {
            return (float) -logits.entropy(id);
        }
    },

    /** How little probability the best class has. */
    LEAST_CONFIDENCE {
        @Override
        float certainty(Logits logits, int id) {
            return logOdds(logits, id, logits.best(id));
        }
    };

    /** Smaller is less certain; of judged items only, never NaN. */
    abstract float certainty(Logits logits, int id);

    /** As in the HTTP contract. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Log of p / (1 - p) of one class, which still tells items apart where probabilities round to 0 or 1. */
    static float logOdds(Logits logits, int id, int ofClass) {
        float most = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < logits.classes(); c++) {
            most = c == ofClass ? most : Math.max(most, logits.get(id, c));
        }
        double others = 0;
        for (int c = 0; c < logits.classes(); c++) {
            others += c == ofClass ? 0 : Math.exp(logits.get(id, c) - most);
        }
        return (float) (logits.get(id, ofClass) - most - Math.log(others));
    }
}
