package org.fastlabel.dataset.table;

import java.util.ArrayList;
import java.util.List;

/** What a person should know of a data set that was opened: the first twenty remarks, and how many items were left out. */
public final class Notices {

    private static final int MOST = 20;

    private final List<String> words = new ArrayList<>();
    private int skipped;

    /** Something is doubtful, but nothing was left out. */
    public void say(String message) {
        if (words.size() < MOST) {
            words.add(message);
        }
    }

    /** An item was left out; the message says which and why. */
    public void skip(String message) {
        skip(1, message);
    }

    public void skip(int items, String message) {
        skipped += items;
        say(message);
    }

    public int skipped() {
        return skipped;
    }

    public List<String> list() {
        return List.copyOf(words);
    }
}
