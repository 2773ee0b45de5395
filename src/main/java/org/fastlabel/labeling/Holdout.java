package org.fastlabel.labeling;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.fastlabel.dataset.ItemIndex;

/**
 * The part of a data set that is never trained on, so that its labels measure honestly. Whether an item belongs to it depends
 * on its key alone: the same before and after a restart, and whatever other items there are. Immutable.
 */
public final class Holdout {

    /** A smaller data set can spare nothing. */
    static final int LEAST_ITEMS = 200;

    private final double share;
    private final BitSet members;

    private Holdout(double share, BitSet members) {
        this.share = share;
        this.members = members;
    }

    static Holdout of(ItemIndex items, double share) {
        BitSet members = new BitSet();
        if (share > 0 && items.presentCount() >= LEAST_ITEMS) {
            IntStream.range(0, items.size()).filter(id -> items.present(id) && member(items.key(id), share)).forEach(members::set);
        }
        return new Holdout(share, members);
    }

    /** Whether an item of this key belongs to a part of this size. */
    static boolean member(String key, double share) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * 0x100000001b3L;
        }
        // FNV-1a, and a finisher that lets every bit count in the upper ones.
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return (hash >>> 11) * 0x1p-53 < share;
    }

    /** The part that was wished for; the real one may be nothing. */
    double share() {
        return share;
    }

    public boolean has(int id) {
        return members.get(id);
    }

    /** Whether any item is held out. */
    public boolean active() {
        return !members.isEmpty();
    }

    /** The items held out, ascending. */
    public IntStream ids() {
        return members.stream();
    }
}
