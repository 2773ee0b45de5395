package org.fastlabel.labeling;

import org.fastlabel.labeling.head.Logits;

/**
 * What the present judge thinks of every item.
 *
 * @param scorer   who judges
 * @param logits   by item id and class; null when nobody judges
 * @param before   the same of the judge before it, or null
 * @param embedded how many items were embedded or unreadable when it was computed
 * @param orders   whether it only orders the pool, and says nothing of classes: then logits are of two columns, the second for
 *                 how well an item fits
 */
public record Scores(LabelingState.Scorer scorer, Logits logits, Logits before, int embedded, boolean orders) {

    public boolean judged(int id) {
        return logits != null && logits.judged(id);
    }

    /** The most probable class, or {@link Labels#NONE}. */
    public int label(int id) {
        return logits == null || orders ? Labels.NONE : logits.best(id);
    }

    /** Probabilities by class id; empty where there is no judgement. */
    public double[] probs(int id) {
        return orders || !judged(id) ? new double[0] : logits.probs(id);
    }

    /** In nats; {@code NaN} where there is no judgement. */
    public double entropy(int id) {
        return logits == null || orders ? Double.NaN : logits.entropy(id);
    }

    /** Of class 1, or of fitting the query, between 0 and 1; 0.5 where there is no judgement. */
    public double probPositive(int id) {
        return !judged(id) ? 0.5 : logits.prob(id, 1);
    }

    /** Of the most probable class; of fitting the query where it only orders; 0.5 where there is no judgement. */
    public double confidence(int id) {
        if (orders) {
            return probPositive(id);
        }
        int label = label(id);
        return label == Labels.NONE ? 0.5 : logits.prob(id, label);
    }

    /**
     * What {@link #confidence} is the probability of, as log-odds: it has no ties where probabilities round to 1. 0 where there is
     * no judgement.
     */
    public double certainty(int id) {
        if (!judged(id)) {
            return 0;
        }
        return orders ? logits.positive(id) : logits.certainty(id);
    }

    /** Whether the judge before said otherwise. */
    public boolean flipped(int id) {
        int was = before == null || orders ? Labels.NONE : before.best(id);
        int is = label(id);
        return was != Labels.NONE && is != Labels.NONE && was != is;
    }
}
