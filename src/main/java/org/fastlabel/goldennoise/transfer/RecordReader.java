package org.fastlabel.goldennoise.transfer;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.InputStream;
import java.util.function.Consumer;
import org.fastlabel.api.InvalidInput;

/** Reads what {@link RecordWriter} has written, one session or group at a time. */
final class RecordReader {

    private RecordReader() {
    }

    /**
     * @param session told of each session, before any group
     * @param group   told of each group
     * @throws InvalidInput with code {@code bad-record}
     */
    static void read(InputStream in, Consumer<JsonObject> session, Consumer<JsonObject> group) {
        try (JsonParser json = Json.createParser(in)) {
            if (json.next() != Event.START_OBJECT) {
                throw bad("it does not begin with a bracket");
            }
            boolean known = false;
            while (json.hasNext() && json.next() == Event.KEY_NAME) {
                String name = json.getString();
                Event value = json.next();
                if (name.equals("format")) {
                    known = value == Event.VALUE_STRING && json.getString().equals(RecordWriter.FORMAT);
                } else if (name.equals("version") && (value != Event.VALUE_NUMBER || json.getInt() != RecordWriter.VERSION)) {
                    throw bad("it was written by another version of this program");
                } else if (name.equals("sessions") || name.equals("batches")) {
                    require(known && value == Event.START_ARRAY);
                    each(json, name.equals("sessions") ? session : group);
                } else if (value == Event.START_ARRAY) {
                    json.skipArray();
                } else if (value == Event.START_OBJECT) {
                    json.skipObject();
                }
            }
            require(known);
        } catch (JsonException | IllegalStateException e) {
            throw new InvalidInput("bad-record", "The record cannot be read: it is broken, or ends in the middle. What came before has been "
                    + "taken over.", e);
        }
    }

    private static void each(JsonParser json, Consumer<JsonObject> taker) {
        for (Event next = json.next(); next != Event.END_ARRAY; next = json.next()) {
            if (next != Event.START_OBJECT) {
                throw bad("a session or group in it is no object");
            }
            taker.accept(json.getObject());
        }
    }

    private static void require(boolean known) {
        if (!known) {
            throw bad("it is no export of Golden Noise (\"format\": \"" + RecordWriter.FORMAT + "\" must come first)");
        }
    }

    private static InvalidInput bad(String why) {
        return new InvalidInput("bad-record", "The record cannot be read: " + why + ".");
    }

    /** Empty when absent. @throws InvalidInput when it is something else */
    static JsonArray list(JsonObject object, String name) {
        if (!object.containsKey(name)) {
            return JsonArray.EMPTY_JSON_ARRAY;
        }
        if (!(object.get(name) instanceof JsonArray array)) {
            throw new InvalidInput("bad-record", "\"" + name + "\" is no list");
        }
        return array;
    }
}
