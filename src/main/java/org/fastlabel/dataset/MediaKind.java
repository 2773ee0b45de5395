package org.fastlabel.dataset;

import java.util.Locale;

/** What the items of a data set are: it decides how they are shown and embedded. A data set holds one kind. */
public enum MediaKind {
    IMAGE, AUDIO, TEXT;

    /** As in the HTTP contract. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
