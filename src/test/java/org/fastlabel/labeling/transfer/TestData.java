package org.fastlabel.labeling.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.media.image.Raster;

/** A data set of names, with texts where it is one of texts. */
record TestData(MediaKind kind, List<String> names, Map<String, String> texts) implements MediaSource, ItemIndex {

    static OpenDataset pictures(String... names) {
        return new TestData(MediaKind.IMAGE, List.of(names), Map.of()).open();
    }

    /** Items {@code row-1}, {@code row-2}, … */
    static OpenDataset texts(String... texts) {
        Map<String, String> byKey = new java.util.LinkedHashMap<>();
        for (String text : texts) {
            byKey.put("row-" + (byKey.size() + 1), text);
        }
        return new TestData(MediaKind.TEXT, new ArrayList<>(byKey.keySet()), byKey).open();
    }

    private OpenDataset open() {
        return new OpenDataset("d", "Data", this, this);
    }

    @Override
    public SourceSpec spec() {
        return new SourceSpec.Sample();
    }

    @Override
    public List<String> keys() {
        return names;
    }

    @Override
    public Raster image(String key) {
        throw new InvalidInput("unreadable-item", "no picture");
    }

    @Override
    public Original original(String key) {
        throw new InvalidInput("unreadable-item", "no picture");
    }

    @Override
    public String text(String key) {
        return texts.get(key);
    }

    @Override
    public void close() {
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public int presentCount() {
        return names.size();
    }

    @Override
    public boolean present(int id) {
        return id >= 0 && id < names.size();
    }

    @Override
    public String key(int id) {
        return names.get(id);
    }

    @Override
    public int idOf(String key) {
        return names.indexOf(key);
    }
}
