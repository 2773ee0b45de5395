package org.fastlabel.hub.data;

import jakarta.json.JsonObject;
import java.util.function.Consumer;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.LabelItems;

/** A data set of the Label workspace. */
final class LabelSource implements ItemSource {

    private final LabelItems.Taken taken;

    LabelSource(LabelItems.Taken taken) {
        this.taken = taken;
    }

    @Override
    public MediaKind kind() {
        return taken.kind();
    }

    @Override
    public JsonObject kept() {
        return taken.source();
    }

    @Override
    public void each(Consumer<Item> to) {
        taken.items().forEach(item -> to.accept(new Item(item.key(), item.data(), item.label(), null)));
    }
}
