package org.fastlabel.labeling;

import org.fastlabel.api.InvalidInput;
import org.fastlabel.labeling.head.HeadChoice;

/**
 * How a session learns.
 *
 * @param trainEvery   labels after which a submit trains by itself
 * @param head         which head
 * @param holdoutShare the part of the data set that is never trained on, 0 to 0.5; see {@link Holdout}
 */
public record Options(int trainEvery, HeadChoice head, double holdoutShare) {

    public static final Options DEFAULT = new Options(10, HeadChoice.AUTO, 0.1);
    private static final int MOST_EVERY = 10_000;
    private static final double MOST_SHARE = 0.5;

    public Options {
        if (trainEvery < 1 || trainEvery > MOST_EVERY) {
            throw new InvalidInput("bad-train-every", "train_every must be a whole number from 1 to " + MOST_EVERY + ", not "
                    + trainEvery + ".");
        }
        if (!(holdoutShare >= 0 && holdoutShare <= MOST_SHARE)) {
            throw new InvalidInput("bad-holdout-share", "holdout_share must be a number from 0 to " + MOST_SHARE + ", not "
                    + holdoutShare + ".");
        }
    }

    /** Whether the same labels would teach the same head. */
    boolean teachesAs(Options other) {
        return head == other.head && holdoutShare == other.holdoutShare;
    }
}
