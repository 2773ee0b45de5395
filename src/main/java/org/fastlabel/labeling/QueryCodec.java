package org.fastlabel.labeling;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.fastlabel.labeling.Query.Direction;

/**
 * Queries within events: {@code {"text","direction"}} where the pool is ordered by it, else {@code {"text","names",
 * "directions":[{"class","text","direction"}]}}; {@code {}} for one that was cleared. Floats are big-endian in base 64. Both have
 * {@code "space"}, where it is known, and {@code "again":true} where the same query was put in another model's words.
 */
final class QueryCodec {

    private QueryCodec() {
    }

    /** @param query null for a query that was cleared */
    static String write(Query query) {
        if (query == null) {
            return "{}";
        }
        JsonObjectBuilder json = Json.createObjectBuilder().add("text", query.text());
        if (query.space() != null) {
            json.add("space", query.space());
        }
        if (query.ordersPool()) {
            return json.add("direction", encoded(query.direction())).build().toString();
        }
        JsonArrayBuilder list = Json.createArrayBuilder();
        query.directions().forEach(d -> list.add(Json.createObjectBuilder().add("class", d.classId()).add("text", d.text())
                .add("direction", encoded(d.values()))));
        return json.add("names", query.byNames()).add("directions", list).build().toString();
    }

    /** As {@link #write}, of the query that was there before. */
    static String again(Query query) {
        return Json.createObjectBuilder(EventCodec.read(write(query))).add("again", true).build().toString();
    }

    /** The state that such an event led to. */
    static LabelingState applied(LabelingState before, String payload) {
        JsonObject json = EventCodec.read(payload);
        return json.getBoolean("again", false) ? before.withQueryAgain(read(payload)) : before.withQuery(read(payload));
    }

    static Query read(String payload) {
        JsonObject json = EventCodec.read(payload);
        if (json.isEmpty()) {
            return null;
        }
        String space = json.getString("space", null);
        if (json.containsKey("direction")) {
            return new Query(json.getString("text"), decoded(json.getString("direction"))).in(space);
        }
        List<Direction> directions = new ArrayList<>();
        json.getJsonArray("directions").getValuesAs(JsonObject.class).forEach(d -> directions.add(
                new Direction(d.getInt("class"), d.getString("text"), decoded(d.getString("direction")))));
        return new Query(json.getString("text"), directions, json.getBoolean("names"), space);
    }

    private static String encoded(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static float[] decoded(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        float[] values = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
