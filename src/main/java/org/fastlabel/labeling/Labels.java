package org.fastlabel.labeling;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Confirmed labels by item id. Immutable; one byte per id up to the largest that was ever labelled, so that a million items
 * and their undo history fit into a few megabytes and a look-up is one array access. A byte has room for classes 0 to 253.
 */
public final class Labels {

    /** What {@link #get} says of an item without label, and what takes a label away in {@link #with}. */
    public static final int NONE = -1;
    public static final Labels EMPTY = new Labels(new byte[0]);

    /** Label + 1, or 0; without sign. */
    private final byte[] byId;
    private final int count;

    private Labels(byte[] byId) {
        this.byId = byId;
        int n = 0;
        for (byte b : byId) {
            n += b == 0 ? 0 : 1;
        }
        this.count = n;
    }

    /** The label of an item, or {@link #NONE}. */
    public int get(int id) {
        return id < byId.length ? (byId[id] & 0xff) - 1 : NONE;
    }

    public boolean has(int id) {
        return id < byId.length && byId[id] != 0;
    }

    public int count() {
        return count;
    }

    public int count(int label) {
        return (int) IntStream.range(0, byId.length).filter(id -> get(id) == label).count();
    }

    /** How many labels each class has, by class id. */
    public int[] counts(int classes) {
        int[] counts = new int[classes];
        for (byte b : byId) {
            if (b != 0) {
                counts[(b & 0xff) - 1]++;
            }
        }
        return counts;
    }

    /** All labelled ids, ascending. */
    public int[] ids() {
        return IntStream.range(0, byId.length).filter(id -> byId[id] != 0).toArray();
    }

    /** The ids with this label, ascending. */
    public int[] ids(int label) {
        return IntStream.range(0, byId.length).filter(id -> get(id) == label).toArray();
    }

    /** A copy with these edits; the edits' own checks are {@link LabelingState}'s. */
    public Labels with(LabelEdits edits) {
        int size = byId.length;
        for (int i = 0; i < edits.size(); i++) {
            size = Math.max(size, edits.id(i) + 1);
        }
        byte[] copy = Arrays.copyOf(byId, size);
        for (int i = 0; i < edits.size(); i++) {
            copy[edits.id(i)] = (byte) (edits.label(i) + 1);
        }
        return new Labels(copy);
    }

    /** A copy in which one class's labels are another's. */
    public Labels moved(int from, int into) {
        byte[] copy = byId.clone();
        for (int id = 0; id < copy.length; id++) {
            copy[id] = get(id) == from ? (byte) (into + 1) : copy[id];
        }
        return new Labels(copy);
    }

    /** Whether every label of another is here too, and the same. */
    public boolean includes(Labels other) {
        return IntStream.range(0, other.byId.length).allMatch(id -> !other.has(id) || other.get(id) == get(id));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels l && count == l.count && includes(l);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids());
    }

    @Override
    public String toString() {
        return count + " labels";
    }
}
