package org.fastlabel.labeling.strategy;

import org.fastlabel.api.InvalidInput;

/**
 * What a request says besides the name of the strategy; whether the item and the class exist is checked before.
 *
 * @param to      the item that others are to be similar to; null when absent
 * @param ofClass the class to verify; null when absent
 * @param order   {@code high} or {@code low}; null when absent, which means high
 */
public record Parameters(Integer to, Integer ofClass, String order) {

    public static final Parameters NONE = new Parameters(null, null, null);

    Similar similar() {
        if (to == null) {
            throw new InvalidInput("missing-to", "Strategy similar needs the id of an item: add &to=ID.");
        }
        return new Similar(to);
    }

    Verify verify() {
        if (ofClass == null) {
            throw new InvalidInput("missing-class", "Strategy verify needs the id of a class: add &class=K.");
        }
        if (order != null && !order.equals("high") && !order.equals("low")) {
            throw new InvalidInput("bad-order", "order must be high (surest first) or low (most doubtful first), not \""
                    + SamplingStrategy.shortened(order) + "\".");
        }
        return new Verify(ofClass, !"low".equals(order));
    }
}
