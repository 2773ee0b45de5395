package org.fastlabel.hub.labelstudio;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.OptionalLong;

/** The key of our own in a task's data: {@code <instance>:<id of the task here>}. */
final class HubKey {

    static final String FIELD = "hub_id";

    private final String instance;

    HubKey(String instance) {
        this.instance = instance;
    }

    String of(long task) {
        return instance + ":" + task;
    }

    /** Empty when it is none of ours. @param outside a task as Label Studio has it */
    OptionalLong task(JsonObject outside) {
        if (outside.get("data") instanceof JsonObject data && data.get(FIELD) instanceof JsonString key && key.getString().startsWith(instance + ":")) {
            String number = key.getString().substring(instance.length() + 1);
            return number.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(number)) : OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
