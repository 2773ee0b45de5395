package org.fastlabel.hub;

import jakarta.json.JsonObject;
import java.util.List;
import org.fastlabel.dataset.MediaKind;

/** Data sets of the Label workspace, as the tasks of one of the team's. */
public interface LabelItems {

    /**
     * One item of the data set.
     *
     * @param key   names it within its data set, for good
     * @param data  {@code {"text": …}} of a text, {@code {"file": key}} of a picture or sound
     * @param label what was confirmed in the Label workspace; null where nothing was, or nobody asked
     */
    record Item(String key, JsonObject data, String label) {
    }

    /**
     * A data set that was found.
     *
     * @param source what to keep in {@link Dataset#source}, so that its items can be read again
     * @param name   for people, where they give none
     * @param labels the classes; at least two
     * @param items  read one after another, as they are asked for; a text that cannot be read is left out
     */
    record Taken(JsonObject source, MediaKind kind, String name, List<String> labels, int count, Iterable<Item> items,
                 List<String> notices) {
    }

    /**
     * Finds what a request names.
     *
     * @param source     {@code {"type": "label"}} for what is open in the Label workspace, with {@code "spec"} for what
     *                   {@code POST /api/config} takes
     * @param withLabels whether what was confirmed there comes along; only of a data set that is open there
     * @throws org.fastlabel.api.InvalidInput and the like, as {@code POST /api/config}
     */
    Taken take(JsonObject source, boolean withLabels);
}
