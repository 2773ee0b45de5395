package org.fastlabel.hub.data;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.table.RowWriter;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.store.AnnotationRepository;
import org.fastlabel.hub.store.AnnotationRepository.Said;
import org.fastlabel.hub.store.TaskRow;

/**
 * As Label Studio exports, and imports: an array of tasks with their annotations and prediction. Who said what, and the known answer, are in
 * {@code meta}: that server takes as the author of an annotation only who has an account there, and a known answer is none that somebody gave.
 */
final class LabelStudioRows implements RowWriter<TaskRow> {

    private final String kind;
    private final AnnotationRepository annotations;
    private final Writer out;
    private Map<Long, List<Said>> said = Map.of();
    private boolean first = true;

    LabelStudioRows(MediaKind kind, AnnotationRepository annotations, Writer out) {
        this.kind = kind.wireName();
        this.annotations = annotations;
        this.out = out;
    }

    /** To be called before the rows of a page. */
    void said(List<TaskRow> page) {
        said = annotations.inForce(page.stream().map(row -> row.task().id()).toList());
    }

    @Override
    public void begin() throws IOException {
        out.write("[");
    }

    @Override
    public void row(TaskRow row) throws IOException {
        out.write(first ? "\n" : ",\n");
        first = false;
        out.write(json(row.task()).toString());
    }

    @Override
    public void end() throws IOException {
        out.write("\n]\n");
    }

    private JsonObject json(Task t) {
        JsonArrayBuilder given = Json.createArrayBuilder();
        JsonArrayBuilder about = Json.createArrayBuilder();
        for (Said s : said.getOrDefault(t.id(), List.of())) {
            boolean skip = s.label() == null && s.choices() == null;
            given.add(Json.createObjectBuilder().add("result", skip ? Json.createArrayBuilder()
                    : result(s.choices() == null ? List.of(s.label()) : s.choices())).add("was_cancelled", skip));
            JsonObjectBuilder who = Json.createObjectBuilder().add("by", s.username()).add("origin", s.origin()).add("at", s.at().toString());
            if (s.seconds() != null) {
                who.add("seconds", s.seconds());
            }
            if (s.skipReason() != null) {
                who.add("reason", s.skipReason());
            }
            about.add(who);
        }
        JsonArrayBuilder predictions = Json.createArrayBuilder();
        if (t.proposal() != null) {
            predictions.add(Json.createObjectBuilder().add("result", result(List.of(t.proposal().label()))).add("score", t.proposal().score())
                    .add("model_version", t.proposal().model()));
        }
        JsonObjectBuilder meta = Json.createObjectBuilder().add("key", t.key()).add("status", t.status());
        if (t.label() != null) {
            meta.add("label", t.label());
        }
        if (t.gold() != null) {
            meta.add("gold_label", t.gold());
        }
        return Json.createObjectBuilder().add("id", t.id()).add("data", t.data()).add("meta", meta.add("answers", about))
                .add("annotations", given).add("predictions", predictions).build();
    }

    private JsonArrayBuilder result(List<String> labels) {
        return Json.createArrayBuilder().add(Json.createObjectBuilder().add("from_name", "label").add("to_name", kind).add("type", "choices")
                .add("value", Json.createObjectBuilder().add("choices", Json.createArrayBuilder(labels))));
    }
}
