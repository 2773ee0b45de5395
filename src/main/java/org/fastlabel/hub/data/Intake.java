package org.fastlabel.hub.data;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fastlabel.dataset.table.Encoding;
import org.fastlabel.dataset.table.Table;
import org.fastlabel.hub.HubFields;
import org.fastlabel.hub.LabelItems;
import org.fastlabel.hub.Rules;

/** Reads what a new data set is to be, and has it made. */
@ApplicationScoped
public class Intake {

    private static final List<String> USUAL_LABELS = List.of("OK", "NG");
    private static final int LONGEST_COLUMN = 1_000;

    @EJB
    private DatasetDesk desk;
    @Inject
    private LabelItems labelItems;

    DatasetDesk.Made create(HubFields fields, String by) {
        DatasetSettings settings = DatasetSettings.of(fields);
        JsonObject source = fields.object("source").map(HubFields::body).orElse(JsonObject.EMPTY_JSON_OBJECT);
        HubFields wanted = new HubFields(source);
        if (wanted.oneOf("type", List.of("demo", "label")).orElse("demo").equals("label")) {
            LabelItems.Taken taken = labelItems.take(source, wanted.flag("with_labels", false));
            return make(settings, taken.name(), taken.labels(), new LabelSource(taken), by);
        }
        if (fields.line("kind", 20).filter(kind -> !kind.equals("text")).isPresent()) {
            throw HubFields.bad("kind", "text; pictures and sounds come from the Label workspace: \"source\": {\"type\": \"label\"}");
        }
        fields.required("name", 200);
        return make(settings, null, USUAL_LABELS, new DemoTexts(wanted.whole("count", 100, 1, DemoTexts.MOST)), by);
    }

    DatasetDesk.Made upload(HubFields fields, String fileName, Upload upload, String by) throws IOException {
        DatasetSettings settings = DatasetSettings.of(fields);
        String[] columns = {fields.line("column", LONGEST_COLUMN).orElse(null), fields.line("label_column", LONGEST_COLUMN).orElse(null),
            fields.line("gold_column", LONGEST_COLUMN).orElse(null)};
        String name = Encoding.clean(fileName).replaceAll("[\\p{Cntrl}]", " ").strip();
        String plain = name.isEmpty() ? "upload" : name.substring(0, Math.min(name.length(), 200));
        Table table = upload.table();
        Optional<LabelStudioFile> outside = LabelStudioFile.of(table, settings.labels(), columns);
        List<String> labels = settings.labels() != null ? settings.labels() : outside.map(o -> o.labels(USUAL_LABELS)).orElse(USUAL_LABELS);
        return make(settings, plain, labels, new TableSource(table, plain, labels, columns, outside.orElse(null)), by);
    }

    private DatasetDesk.Made make(DatasetSettings settings, String usualName, List<String> usualLabels, ItemSource items, String by) {
        return desk.make(settings.name() == null ? usualName : settings.name(), settings.labels() == null ? usualLabels : settings.labels(),
                settings.instructions(), settings.changed(Rules.USUAL), items, by);
    }
}
