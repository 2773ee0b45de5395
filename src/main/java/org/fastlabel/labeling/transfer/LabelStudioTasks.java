package org.fastlabel.labeling.transfer;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fastlabel.labeling.transfer.LabelEntry.Given;

/** What people said of a task of Label Studio's. */
final class LabelStudioTasks {

    private LabelStudioTasks() {
    }

    /** The different choices of all annotations that were not cancelled; several contradict each other. */
    static List<Given> labels(JsonObject task) {
        Set<Given> found = new LinkedHashSet<>();
        for (JsonObject annotation : objects(task.get("annotations"))) {
            if (annotation.get("was_cancelled") != JsonValue.TRUE) {
                objects(annotation.get("result")).forEach(result -> choice(result, found));
            }
        }
        return new ArrayList<>(found);
    }

    private static void choice(JsonObject result, Set<Given> found) {
        if (result.get("value") instanceof JsonObject value && value.get("choices") instanceof JsonArray choices && !choices.isEmpty()
                && choices.get(0) instanceof JsonString choice) {
            found.add(new Given(-1, choice.getString().strip(), true));
        }
    }

    private static List<JsonObject> objects(JsonValue list) {
        List<JsonObject> objects = new ArrayList<>();
        if (list instanceof JsonArray array) {
            for (JsonValue value : array) {
                if (value instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }
}
