package org.fastlabel.labeling.transfer;

import java.util.List;

/**
 * One label that a file states.
 *
 * @param where where it stands, for the person
 * @param names what the item may be called, the likeliest first; empty when the file names its items by number or by text
 * @param id    number of the item, or -1
 * @param text  what the item says, or null
 * @param label what it is called
 */
record LabelEntry(String where, List<String> names, long id, String text, Given label) {

    /**
     * A label as a file states it.
     *
     * @param number what may be a class id, or -1
     * @param name   its words, or its digits
     * @param words  whether it stands there as text, so that it may be the name of a class
     */
    record Given(int number, String name, boolean words) {

        static Given text(String text) {
            return new Given(text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1, text, true);
        }
    }

    LabelEntry {
        names = List.copyOf(names);
    }

    /** The item, for the person. */
    String item() {
        return !names.isEmpty() ? names.get(0) : text != null ? text : "item " + id;
    }
}
