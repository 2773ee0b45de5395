package org.fastlabel.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A team on a server: its administrator, new annotators, data sets of texts. */
public final class HubTeam {

    private static final String PASSWORD = "a word for tests only";
    private static int made;

    private final Api api;
    private final Api admin;

    public HubTeam(Server server) {
        api = server.api();
        admin = api.login("admin", "admin123");
    }

    /** Somebody who has logged in. */
    public record Person(String name, Api api) {

        /** Numbers of what is to be done, the hardest first. */
        public List<Long> open(long dataset) {
            return api.get("hub/annotator/tasks?status=open&limit=500&dataset_id=" + dataset).ok().getJsonArray("tasks")
                    .getValuesAs(JsonObject.class).stream().map(t -> t.getJsonNumber("id").longValue()).toList();
        }

        public Answer answer(long task, String label, String submitId) {
            return api.post("hub/annotator/tasks/" + task + "/answer", json("label", label, "submit_id", submitId));
        }
    }

    public Api admin() {
        return admin;
    }

    public synchronized Person annotator() {
        String name = "worker" + ++made + "-" + Long.toString(System.nanoTime(), 36);
        admin.post("accounts", json("username", name, "password", PASSWORD, "role", "annotator")).ok();
        return new Person(name, api.login(name, PASSWORD));
    }

    /** Demonstration texts. @return the number of the data set */
    public long dataset(String name, int count) {
        return admin.post("hub/datasets", Json.createObjectBuilder(json("name", name)).add("source",
                Json.createObjectBuilder().add("type", "demo").add("count", count)).build()).ok().getJsonNumber("dataset_id").longValue();
    }

    public Answer upload(String file, String text, JsonObject settings) {
        return new Form().file(file, text.getBytes(StandardCharsets.UTF_8), "file").field("settings", settings.toString()).post(admin, "hub/datasets");
    }

    public JsonObject stats(long dataset) {
        return admin.get("hub/datasets/" + dataset + "/stats").ok();
    }

    public Answer rules(long dataset, JsonObject rules) {
        return admin.post("hub/datasets/" + dataset, Json.createObjectBuilder().add("rules", rules).build());
    }

    public List<JsonObject> tasks(long dataset, String query) {
        return admin.get("hub/datasets/" + dataset + "/tasks?limit=500&" + query).ok().getJsonArray("tasks").getValuesAs(JsonObject.class);
    }

    /** Names and values in turn: texts, numbers, truth values. */
    public static JsonObject json(Object... fields) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            json.add((String) fields[i], value(fields[i + 1]));
        }
        return json.build();
    }

    private static JsonValue value(Object value) {
        if (value instanceof Integer n) {
            return Json.createValue(n);
        } else if (value instanceof Double x) {
            return Json.createValue(x);
        } else if (value instanceof Boolean b) {
            return b ? JsonValue.TRUE : JsonValue.FALSE;
        }
        return Json.createValue((String) value);
    }
}
