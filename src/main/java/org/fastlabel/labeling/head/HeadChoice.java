package org.fastlabel.labeling.head;

import java.util.Locale;

/** Which head is trained. AUTO is the one that measured best, at present LINEAR; MLP is the specification's. */
public enum HeadChoice {
    AUTO, LINEAR, MLP;

    /** As in the HTTP contract. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
