package org.fastlabel.labeling;

/**
 * What the present judge thinks of every item.
 *
 * @param scorer   who judges
 * @param logits   by item id, {@code NaN} where not embedded; null when nobody judges
 * @param before   the same of the judge before it, or null
 * @param embedded how many items were embedded or unreadable when it was computed
 */
record Scores(LabelingState.Scorer scorer, float[] logits, float[] before, int embedded) {

    /** Above 0 for class 1; {@code NaN} where there is no judgement. */
    float logit(int id) {
        return logits == null || id >= logits.length ? Float.NaN : logits[id];
    }

    /** 0 or 1, or {@link Labels#NONE}. */
    int label(int id) {
        return labelOf(logit(id));
    }

    private static int labelOf(float logit) {
        return Float.isNaN(logit) ? Labels.NONE : logit > 0 ? 1 : 0;
    }

    /** Between 0 and 1; 0.5 where there is no judgement. */
    double probPositive(int id) {
        float logit = logit(id);
        return Float.isNaN(logit) ? 0.5 : 1 / (1 + Math.exp(-logit));
    }

    /** Whether the judge before said otherwise. */
    boolean flipped(int id) {
        if (before == null || id >= before.length) {
            return false;
        }
        int was = labelOf(before[id]);
        int is = label(id);
        return was != Labels.NONE && is != Labels.NONE && was != is;
    }
}
