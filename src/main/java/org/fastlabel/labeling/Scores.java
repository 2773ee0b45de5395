package org.fastlabel.labeling;

import org.fastlabel.labeling.head.Logits;

/**
 * What the present judge thinks of every item.
 *
 * @param scorer   who judges
 * @param logits   by item id; null when nobody judges
 * @param before   the same of the judge before it, or null
 * @param embedded how many items were embedded or unreadable when it was computed
 */
record Scores(LabelingState.Scorer scorer, Logits logits, Logits before, int embedded) {

    /** The most probable class, or {@link Labels#NONE}. */
    int label(int id) {
        return logits == null ? Labels.NONE : logits.best(id);
    }

    /** Probabilities by class id; empty where there is no judgement. */
    double[] probs(int id) {
        return logits == null || !logits.judged(id) ? new double[0] : logits.probs(id);
    }

    /** Of class 1, between 0 and 1; 0.5 where there is no judgement. */
    double probPositive(int id) {
        return logits == null || !logits.judged(id) ? 0.5 : logits.prob(id, 1);
    }

    /** Of the most probable class; 0.5 where there is no judgement. */
    double confidence(int id) {
        int label = label(id);
        return label == Labels.NONE ? 0.5 : logits.prob(id, label);
    }

    /** Whether the judge before said otherwise. */
    boolean flipped(int id) {
        int was = before == null ? Labels.NONE : before.best(id);
        int is = label(id);
        return was != Labels.NONE && is != Labels.NONE && was != is;
    }
}
