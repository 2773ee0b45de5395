package org.fastlabel.labeling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;

/** What one request wants to label: ids and labels, in the order sent; {@link Labels#NONE} takes a label away. Immutable. */
public final class LabelEdits {

    private final int[] ids;
    private final int[] labels;

    public LabelEdits(int[] ids, int[] labels) {
        if (ids.length != labels.length) {
            throw new IllegalArgumentException(ids.length + " ids, " + labels.length + " labels");
        }
        this.ids = ids.clone();
        this.labels = labels.clone();
    }

    public int size() {
        return ids.length;
    }

    public int id(int i) {
        return ids[i];
    }

    public int label(int i) {
        return labels[i];
    }

    public int[] ids() {
        return ids.clone();
    }

    public void each(IntConsumer id) {
        Arrays.stream(ids).forEach(id);
    }

    /** How many of the edits with a label differ from what a judge says; {@link Labels#NONE} is no judgement. */
    public int corrections(IntUnaryOperator judge) {
        int n = 0;
        for (int i = 0; i < ids.length; i++) {
            int judged = judge.applyAsInt(ids[i]);
            n += labels[i] != Labels.NONE && judged != Labels.NONE && judged != labels[i] ? 1 : 0;
        }
        return n;
    }

    /**
     * @throws InvalidInput when there is nothing, an id comes twice, or a label is none of the classes
     * @throws Conflict     with code {@code class-retired} when a label is of a class that was merged away or deleted
     */
    void check(Classes classes, boolean mayRemove) {
        if (ids.length == 0) {
            throw new InvalidInput("no-labels", "The list is empty; send at least one {\"id\":…,\"label\":…}.");
        }
        BitSet seen = new BitSet();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0) {
                throw unknown(ids[i]);
            }
            if (seen.get(ids[i])) {
                throw new InvalidInput("duplicate-id", "Item " + ids[i] + " comes twice in the request; nothing was changed.");
            }
            seen.set(ids[i]);
            if (!(mayRemove && labels[i] == Labels.NONE)) {
                checkLabel(i, classes, mayRemove);
            }
        }
    }

    private void checkLabel(int i, Classes classes, boolean mayRemove) {
        if (labels[i] < 0 || labels[i] >= classes.size()) {
            throw new InvalidInput("unknown-label", "Item " + ids[i] + " has label " + labels[i] + "; use 0 to "
                    + (classes.size() - 1) + (mayRemove ? ", or null to take the label away." : "."));
        }
        if (!classes.isLive(labels[i])) {
            throw new Conflict("class-retired", "Item " + ids[i] + " has label " + labels[i] + ", but the class \""
                    + classes.all().get(labels[i]).name() + "\" was merged into another or deleted; nothing was changed. "
                    + "Reload the page to see the classes there are.");
        }
    }

    static InvalidInput unknown(long id) {
        return new InvalidInput("unknown-id", "There is no item " + id + " in this data set; nothing was changed.");
    }
}
