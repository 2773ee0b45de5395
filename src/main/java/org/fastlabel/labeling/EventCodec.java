package org.fastlabel.labeling;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.labeling.LabelingState.CurvePoint;
import org.fastlabel.labeling.LabelingState.HeldOut;
import org.fastlabel.labeling.LabelingState.Learning;
import org.fastlabel.labeling.head.Head;

/**
 * Events as JSON. A beginning is {@code {"classes","options"}}; labels are {@code {"labels":[["key",1],["key",-1]],"train":true}},
 * -1 for one taken away, with {@code "classes"} where they needed new ones; other classes are {@code {"classes","from","into"}},
 * {@code from} -1 unless merged; a training is {@code {"model","labels","learning","since","query_on_top"}}, a loaded head {@code
 * {"model","labels"}}, both with the {@code "space"} that the head judges; options are {@code {"options"}}; a point is {@code {"labels","accuracy","low","high"}}; queries are {@link
 * QueryCodec}'s. What older versions of the program wrote lacks fields, and has {@code "trained"} with labels, where the training was part of the same event.
 */
final class EventCodec {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    private EventCodec() {
    }

    static String config(Classes classes, Options options) {
        return BUILDERS.createObjectBuilder().add("classes", ClassCodec.classes(classes))
                .add("options", ClassCodec.options(options)).build().toString();
    }

    static LabelingState config(String payload, long version) {
        JsonObject json = read(payload);
        return LabelingState.fresh(version, ClassCodec.classes(json, Classes.BINARY), ClassCodec.options(json, Options.DEFAULT));
    }

    /** @param classes null where they stay as they are */
    static String labels(LabelEdits edits, ItemIndex items, boolean train, Classes classes) {
        JsonArrayBuilder pairs = BUILDERS.createArrayBuilder();
        for (int i = 0; i < edits.size(); i++) {
            pairs.add(BUILDERS.createArrayBuilder().add(items.key(edits.id(i))).add(edits.label(i)));
        }
        JsonObjectBuilder json = BUILDERS.createObjectBuilder().add("labels", pairs).add("train", train);
        if (classes != null) {
            json.add("classes", ClassCodec.classes(classes));
        }
        return json.build().toString();
    }

    /** The edits whose items are still there. */
    static LabelEdits labels(String payload, ItemIndex items) {
        return labels(read(payload), items);
    }

    private static LabelEdits labels(JsonObject json, ItemIndex items) {
        JsonArray pairs = json.getJsonArray("labels");
        int[] ids = pairs.stream().mapToInt(p -> items.idOf(p.asJsonArray().getString(0))).toArray();
        int[] labels = pairs.stream().mapToInt(p -> p.asJsonArray().getInt(1)).toArray();
        int[] there = IntStream.range(0, ids.length).filter(i -> ids[i] >= 0 && items.present(ids[i])).toArray();
        return new LabelEdits(Arrays.stream(there).map(i -> ids[i]).toArray(),
                Arrays.stream(there).map(i -> labels[i]).toArray());
    }

    static LabelingState labelled(LabelingState before, LabelingEvent event, OpenDataset dataset, Map<Long, Head> heads) {
        JsonObject json = read(event.payload());
        LabelingState next = before.edited(labels(json, dataset.items()), ClassCodec.classes(json, before.classes()), Integer.MAX_VALUE,
                json.getBoolean("train", true));
        // A head that was dropped is one that no later state can reach; what stands there instead is never seen.
        return json.getBoolean("trained", false) && next.labels().count() > 0 
                ? next.learntAtOnce(heads.get(event.version()), dataset.id()) : next;
    }

    static String classes(Classes classes, int from, int into) {
        return BUILDERS.createObjectBuilder().add("classes", ClassCodec.classes(classes)).add("from", from).add("into", into)
                .build().toString();
    }

    static LabelingState classes(LabelingState before, String payload) {
        JsonObject json = read(payload);
        return before.withClasses(ClassCodec.classes(json, before.classes()), json.getInt("from"), json.getInt("into"), Integer.MAX_VALUE);
    }

    static String options(Options options) {
        return BUILDERS.createObjectBuilder().add("options", ClassCodec.options(options)).build().toString();
    }

    static Options options(String payload) {
        return ClassCodec.options(read(payload), Options.DEFAULT);
    }

    static String trained(LabelingState after) {
        JsonObjectBuilder json = BUILDERS.createObjectBuilder().add("learning", after.learning().name())
                .add("since", after.now().sinceTraining()).add("query_on_top", after.now().queryOnTop());
        Trained trained = after.now().trained();
        return trained == null ? json.addNull("model").build().toString()
                : made(json, trained);
    }

    private static String made(JsonObjectBuilder json, Trained trained) {
        json.add("model", trained.model()).add("labels", trained.labels());
        return (trained.space() == null ? json : json.add("space", trained.space())).build().toString();
    }

    /** @param head of the event, null where it was dropped since */
    static LabelingState trained(LabelingState before, LabelingEvent event, String datasetId, Head head) {
        JsonObject json = read(event.payload());
        String model = LabelingState.modelName(datasetId, event.version());
        boolean none = json.containsKey("model") && json.isNull("model");
        Trained trained = none ? null : new Trained(head, event.version(), json.getString("model", model),
                json.getInt("labels", before.labels().count()), json.getString("space", null));
        return before.trained(trained, Learning.valueOf(json.getString("learning", Learning.DONE.name())), json.getInt("since", 0),
                json.getBoolean("query_on_top", before.now().queryOnTop()));
    }

    static String loaded(Trained loaded) {
        return made(BUILDERS.createObjectBuilder(), loaded);
    }

    static LabelingState loaded(LabelingState before, LabelingEvent event, Head head) {
        JsonObject json = read(event.payload());
        return before.loaded(head, json.getString("model"), json.getInt("labels"), json.getString("space", null), Integer.MAX_VALUE);
    }

    static String point(CurvePoint p) {
        JsonObjectBuilder json = measured(p.labels(), p.accuracy(), p.low(), p.high());
        if (p.heldOut() != null) {
            HeldOut h = p.heldOut();
            json.add("held_out", measured(h.labels(), h.accuracy(), h.low(), h.high()));
        }
        return json.build().toString();
    }

    private static JsonObjectBuilder measured(int labels, double accuracy, double low, double high) {
        return BUILDERS.createObjectBuilder().add("labels", labels).add("accuracy", accuracy).add("low", low).add("high", high);
    }

    static CurvePoint point(String payload) {
        JsonObject json = read(payload);
        JsonObject held = json.getJsonObject("held_out");
        HeldOut heldOut = held == null ? null
                : new HeldOut(held.getInt("labels"), number(held, "accuracy"), number(held, "low"), number(held, "high"));
        return new CurvePoint(json.getInt("labels"), number(json, "accuracy"), number(json, "low"), number(json, "high"), heldOut);
    }

    private static double number(JsonObject json, String name) {
        return ((JsonNumber) json.get(name)).doubleValue();
    }

    static JsonObject read(String payload) {
        return READERS.createReader(new StringReader(payload)).readObject();
    }
}
