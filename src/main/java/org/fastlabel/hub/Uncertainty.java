package org.fastlabel.hub;

/**
 * How hard a task is for the model, and how soon people should see it. Computed in double precision exactly as written:
 * {@code uncertainty_score = 1 − confidence}, {@code priority = int(uncertainty_score × 1000)}, where int cuts off. So a confidence of
 * 0.9 gives 0.09999999999999998 and priority 99, as it does in any language with IEEE doubles.
 */
public final class Uncertainty {

    /** Confidence of a task of which a model gave no usable answer: people see it first, with priority 1000. */
    public static final double NO_CONFIDENCE = 0;

    private Uncertainty() {
    }

    /** @throws IllegalArgumentException when it is not within 0 to 1 */
    public static double of(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence of " + confidence);
        }
        return 1 - confidence;
    }

    /** @param uncertainty 0 to 1 @return 0 to 1000 */
    public static int priority(double uncertainty) {
        return (int) (uncertainty * 1000);
    }
}
