package org.fastlabel.labeling;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.labeling.LabelingState.CurvePoint;

/**
 * Events as JSON. Labels are {@code {"labels":[["key",1],["key",-1]],"trained":true}}, -1 for one taken away; a query is
 * {@code {"text","direction"}} with its floats big-endian in base 64; a point is {@code {"labels","accuracy","low","high"}}.
 */
final class EventCodec {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    private EventCodec() {
    }

    static String labels(LabelEdits edits, ItemIndex items, boolean trained) {
        JsonArrayBuilder pairs = BUILDERS.createArrayBuilder();
        for (int i = 0; i < edits.size(); i++) {
            pairs.add(BUILDERS.createArrayBuilder().add(items.key(edits.id(i))).add(edits.label(i)));
        }
        return BUILDERS.createObjectBuilder().add("labels", pairs).add("trained", trained).build().toString();
    }

    /** The edits whose items are still there. */
    static LabelEdits labels(String payload, ItemIndex items) {
        JsonArray pairs = read(payload).getJsonArray("labels");
        int[] ids = pairs.stream().mapToInt(p -> items.idOf(p.asJsonArray().getString(0))).toArray();
        int[] labels = pairs.stream().mapToInt(p -> p.asJsonArray().getInt(1)).toArray();
        int[] there = IntStream.range(0, ids.length).filter(i -> ids[i] >= 0 && items.present(ids[i])).toArray();
        return new LabelEdits(Arrays.stream(there).map(i -> ids[i]).toArray(),
                Arrays.stream(there).map(i -> labels[i]).toArray());
    }

    static boolean trained(String payload) {
        return read(payload).getBoolean("trained");
    }

    /** @param query null for a query that was cleared */
    static String query(Query query) {
        if (query == null) {
            return "{}";
        }
        float[] direction = query.direction();
        ByteBuffer bytes = ByteBuffer.allocate(4 * direction.length);
        bytes.asFloatBuffer().put(direction);
        return BUILDERS.createObjectBuilder().add("text", query.text())
                .add("direction", Base64.getEncoder().encodeToString(bytes.array())).build().toString();
    }

    static Query query(String payload) {
        JsonObject json = read(payload);
        if (json.isEmpty()) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(json.getString("direction")));
        float[] direction = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(direction);
        return new Query(json.getString("text"), direction);
    }

    static String point(CurvePoint p) {
        return BUILDERS.createObjectBuilder().add("labels", p.labels()).add("accuracy", p.accuracy()).add("low", p.low())
                .add("high", p.high()).build().toString();
    }

    static CurvePoint point(String payload) {
        JsonObject json = read(payload);
        return new CurvePoint(json.getInt("labels"), number(json, "accuracy"), number(json, "low"), number(json, "high"));
    }

    private static double number(JsonObject json, String name) {
        return ((JsonNumber) json.get(name)).doubleValue();
    }

    private static JsonObject read(String payload) {
        return READERS.createReader(new StringReader(payload)).readObject();
    }
}
