package org.fastlabel.goldennoise.learning;

import java.util.ArrayList;
import java.util.List;
import org.fastlabel.goldennoise.learning.PromptShares.Estimate;

/**
 * What ways of choosing or making noise give on prompts that they have not seen, beside seeds drawn at random.
 *
 * @param prompts  that were held out, each from those that judged it
 * @param newSeeds whether it is of seeds that were shown for one prompt only, so that what judges them does not know the noise either
 * @param lift     share of each arm in that of random seeds, on the prompts that the arm has a part in, judged by the same
 */
record Report(int prompts, boolean newSeeds, List<Arm> arms, List<Lift> lift, Advice advice) {

    /** What the figures say. */
    enum Advice {
        /** Neither what was learned nor the early look is surely better than chance. */
        NO_SIGNAL,
        /** The selector is surely better than chance. */
        SELECTOR,
        /** The early look is surely better than chance, and than the selector. */
        EARLY,
        /** Pictures of refined noise are surely better, and nothing else is. */
        REFINED
    }

    /** @param n pictures that were counted @param judgedBy records, clip or simulated */
    record Arm(String arm, Estimate share, int n, String judgedBy) {
    }

    record Lift(String arm, Estimate ratio) {
    }

    /** Collects arms. */
    static final class Builder {

        private final List<Arm> arms = new ArrayList<>();
        private final List<Lift> lift = new ArrayList<>();
        private final PromptShares random;
        private PromptShares selector;
        private PromptShares early;
        private boolean refined;

        private final boolean newSeeds;

        Builder(PromptShares random, boolean newSeeds) {
            this.random = random;
            this.newSeeds = newSeeds;
            arms.add(arm("random", random, "records"));
        }

        private static Arm arm(String name, PromptShares shares, String judgedBy) {
            return new Arm(name, shares.share(), (int) shares.total(), judgedBy);
        }

        /** An arm that chooses among judged pictures. */
        Builder chosen(String name, PromptShares shares) {
            if (shares.total() > 0) {
                arms.add(arm(name, shares, "records"));
                lift.add(new Lift(name, shares.times(random.where(shares))));
                selector = name.equals("selector") ? shares : selector;
                early = name.equals("early") ? shares : early;
            }
            return this;
        }

        /** New pictures of refined noise beside those of the same noise as it was. */
        Builder refined(RefinerTrial.Outcome outcome, String judgedBy) {
            arms.add(arm("random", outcome.plain(), judgedBy));
            arms.add(arm("refined", outcome.refined(), judgedBy));
            Estimate ratio = outcome.refined().times(outcome.plain());
            lift.add(new Lift("refined", ratio));
            refined = ratio.low() > 1;
            return this;
        }

        Report build() {
            boolean bySelector = helps(selector);
            boolean byEarly = helps(early) && (!bySelector || early.times(selector.where(early)).low() > 1);
            Advice advice = byEarly ? Advice.EARLY : bySelector ? Advice.SELECTOR : refined ? Advice.REFINED : Advice.NO_SIGNAL;
            return new Report(random.prompts(), newSeeds, List.copyOf(arms), List.copyOf(lift), advice);
        }

        private boolean helps(PromptShares shares) {
            return shares != null && shares.times(random.where(shares)).low() > 1;
        }
    }
}
