package org.fastlabel.dataset;

/** The stable ids of a data set's items. An id is given once and never again, also when its item has gone. */
public interface ItemIndex {

    /** One more than the largest id ever given. */
    int size();

    /** How many items are there now. */
    int presentCount();

    /** Whether the item is there now; false for ids of items that were taken away since. */
    boolean present(int id);

    /** The stable key: relative path with {@code /}, or {@code tile-123}. */
    String key(int id);

    /** The id of a key, or -1. */
    int idOf(String key);
}
