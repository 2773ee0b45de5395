package org.fastlabel.goldennoise;

/** What a judge said of a picture; {@code NEITHER}: it was shown and not chosen. */
public enum Verdict {
    GOLDEN, BAD, NEITHER
}
