package org.fastlabel.embedding;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.dataset.ItemIndex;

/** Items by name. */
record TestItems(List<String> keys, BitSet gone) implements ItemIndex {

    static TestItems of(int count) {
        return new TestItems(IntStream.range(0, count).mapToObj(i -> "folder/item-" + i + ".png").toList(), new BitSet());
    }

    static TestItems of(List<String> keys) {
        return new TestItems(keys, new BitSet());
    }

    TestItems without(int id) {
        BitSet more = (BitSet) gone.clone();
        more.set(id);
        return new TestItems(keys, more);
    }

    @Override
    public int size() {
        return keys.size();
    }

    @Override
    public int presentCount() {
        return keys.size() - gone.cardinality();
    }

    @Override
    public boolean present(int id) {
        return id >= 0 && id < keys.size() && !gone.get(id);
    }

    @Override
    public String key(int id) {
        return keys.get(id);
    }

    @Override
    public int idOf(String key) {
        return keys.indexOf(key);
    }
}
