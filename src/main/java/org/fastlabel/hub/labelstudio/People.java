package org.fastlabel.hub.labelstudio;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.fastlabel.hub.Results;
import org.fastlabel.hub.connections.Refused;

/**
 * Who has answered over there. Lists name people by number, single tasks by their address: one task is asked for per person. That address
 * is the person's name here too, so that an account of the same name owns its answers.
 */
final class People {

    private static final int LONGEST = 64;

    private final LabelStudioApi api;
    private final Map<Long, String> names = new HashMap<>();

    People(LabelStudioApi api) {
        this.api = api;
    }

    /** @param task that this person has answered */
    String name(JsonValue completedBy, long task) {
        if (completedBy instanceof JsonObject person) {
            return name(person);
        } else if (!(completedBy instanceof JsonNumber number)) {
            return "label-studio";
        }
        long person = ((JsonNumber) completedBy).longValue();
        if (!names.containsKey(person)) {
            ask(task);
        }
        return names.computeIfAbsent(person, p -> "label-studio:" + p);
    }

    private void ask(long task) {
        try {
            for (JsonObject annotation : Results.objects(api.task(task).get("annotations"))) {
                if (annotation.get("completed_by") instanceof JsonObject person && person.get("id") instanceof JsonNumber id) {
                    names.put(id.longValue(), name(person));
                }
            }
        } catch (Refused e) {
            // Deleted meanwhile, or not to be seen: the number has to do.
            return;
        }
    }

    private static String name(JsonObject person) {
        String name = person.getString("email", "").strip().toLowerCase(Locale.ROOT);
        name = name.isEmpty() ? "label-studio:" + person.getInt("id", 0) : name;
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
