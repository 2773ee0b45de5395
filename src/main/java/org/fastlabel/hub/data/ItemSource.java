package org.fastlabel.hub.data;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.store.AnnotationRepository.Told;

/** What a data set is made of. */
public interface ItemSource {

    /**
     * One item.
     *
     * @param label    what is known already and counts as labelled, or null
     * @param gold     the known answer that checks annotators, or null
     * @param told     what people have said of it elsewhere
     * @param proposal what a model has said of it elsewhere, or null
     */
    record Item(String key, JsonObject data, String label, String gold, List<Told> told, Task.Proposal proposal) {

        public Item(String key, JsonObject data, String label, String gold) {
            this(key, data, label, gold, List.of(), null);
        }
    }

    MediaKind kind();

    /** What is kept of where the items come from. */
    JsonObject kept();

    /** Goes through the items once. */
    void each(Consumer<Item> to);

    /** What was left out, or taken only in part; complete when all items have been gone through. */
    default LeftOut leftOut() {
        return new LeftOut(List.of(), 0, 0, null);
    }
}
