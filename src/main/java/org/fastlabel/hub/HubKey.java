package org.fastlabel.hub;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.OptionalLong;

/**
 * The key of our own in a task's data: {@code <instance>:<id of the task here>}. The instance is this installation's, so that the same number of another
 * one is not taken for ours.
 */
public final class HubKey {

    public static final String FIELD = "hub_id";

    private final String instance;

    public HubKey(String instance) {
        this.instance = instance;
    }

    public String of(long task) {
        return instance + ":" + task;
    }

    /** Empty when it is none of ours. @param outside a task as Label Studio has it */
    public OptionalLong task(JsonObject outside) {
        return outside.get("data") instanceof JsonObject data ? taskOf(data) : OptionalLong.empty();
    }

    /** @param data of a task as Label Studio has it */
    public OptionalLong taskOf(JsonObject data) {
        if (data.get(FIELD) instanceof JsonString key && key.getString().startsWith(instance + ":")) {
            String number = key.getString().substring(instance.length() + 1);
            return number.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(number)) : OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
