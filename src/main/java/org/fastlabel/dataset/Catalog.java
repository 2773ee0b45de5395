package org.fastlabel.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers of the items of one data set. An item keeps its id for good: removed ones stay in the catalog as absent, new ones
 * get the next ids. So labels and embeddings outlive any change of the files. Immutable: safe from any thread.
 *
 * <p>A million keys take about their own length in UTF-8 and 12 bytes each.
 */
public final class Catalog implements ItemIndex {

    private final byte[] text;
    /** Where the key of each id starts in {@link #text}; one more entry than keys. */
    private final int[] starts;
    /** Open addressing: id + 1, or 0 for a free slot; its length is a power of two. */
    private final int[] slots;
    private final BitSet present;

    /**
     * @param keys    by id
     * @param present the keys that are there now, all of them among {@code keys}
     */
    Catalog(List<String> keys, List<String> present) {
        starts = new int[keys.size() + 1];
        slots = new int[Math.max(16, Integer.highestOneBit(Math.max(1, keys.size())) * 4)];
        byte[] packed = new byte[Math.max(16, keys.size() * 24)];
        int id = 0;
        for (String key : keys) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            int end = Math.addExact(starts[id], bytes.length);
            if (end > packed.length) {
                packed = Arrays.copyOf(packed, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, packed.length * 3L / 2)));
            }
            System.arraycopy(bytes, 0, packed, starts[id], bytes.length);
            starts[++id] = end;
        }
        text = Arrays.copyOf(packed, starts[id]);
        for (int i = 0; i < id; i++) {
            int slot = slot(text, starts[i], starts[i + 1]);
            if (slots[slot] == 0) {
                slots[slot] = i + 1;
            }
        }
        this.present = new BitSet(id);
        for (String key : present) {
            this.present.set(idOf(key));
        }
    }

    /** How many ids were ever given; they are 0 to {@code size() - 1}. */
    @Override
    public int size() {
        return starts.length - 1;
    }

    /** @throws IndexOutOfBoundsException if the id was never given */
    @Override
    public String key(int id) {
        return new String(text, starts[id], starts[id + 1] - starts[id], StandardCharsets.UTF_8);
    }

    /** The id of a key, whether it is present or not; -1 when it was never given one. */
    @Override
    public int idOf(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return slots[slot(bytes, 0, bytes.length)] - 1;
    }

    /** Whether the item was there at the last look; false for ids that were never given. */
    @Override
    public boolean present(int id) {
        return id >= 0 && present.get(id);
    }

    @Override
    public int presentCount() {
        return present.cardinality();
    }

    /** The ids of the items that are there, ascending. */
    public IntStream presentIds() {
        return present.stream();
    }

    /** The slot that holds the key, or the free one where it belongs. */
    private int slot(byte[] bytes, int from, int to) {
        int mask = slots.length - 1;
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        // Spreads the hash over the upper bits: neighbouring names differ in the last characters only.
        int slot = (hash * 0x9E3779B1 >>> 7) & mask;
        while (slots[slot] != 0) {
            int id = slots[slot] - 1;
            if (Arrays.equals(text, starts[id], starts[id + 1], bytes, from, to)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
