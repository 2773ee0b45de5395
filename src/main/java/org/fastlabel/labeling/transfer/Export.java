package org.fastlabel.labeling.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.table.Column;
import org.fastlabel.dataset.table.CsvRows;
import org.fastlabel.dataset.table.JsonRows;
import org.fastlabel.dataset.table.ParquetRows;
import org.fastlabel.dataset.table.RowWriter;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.Labels;
import org.fastlabel.labeling.Scores;

/** Labels as a file, written item by item: of the confirmed items, or with predictions of all. */
final class Export {

    enum Format {
        JSON("application/json", "labels.json"), CSV("text/csv;charset=utf-8", "labels.csv"),
        JSONL("application/x-ndjson", "labels.jsonl"), PARQUET("application/vnd.apache.parquet", "labels.parquet"),
        LABELSTUDIO("application/json", "label-studio-tasks.json"),
        LABELSTUDIO_CONFIG("application/xml", "label-studio-config.xml");

        private final String mediaType;
        private final String fileName;

        Format(String mediaType, String fileName) {
            this.mediaType = mediaType;
            this.fileName = fileName;
        }

        String mediaType() {
            return mediaType;
        }

        String fileName() {
            return fileName;
        }

        static List<String> names() {
            return Arrays.stream(values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
        }

        static Format named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    private final OpenDataset dataset;
    private final Labels labels;
    private final Classes classes;
    private final Scores scores;
    private final String prefix;
    private final String model;

    /**
     * @param scores null to leave predictions out
     * @param prefix of addresses for Label Studio; null for its local files
     * @param model  who predicts, for Label Studio
     */
    Export(OpenDataset dataset, Labels labels, Classes classes, Scores scores, String prefix, String model) {
        this.dataset = dataset;
        this.labels = labels;
        this.classes = classes;
        this.scores = scores;
        this.prefix = prefix == null ? LabelStudioRows.LOCAL_FILES : prefix;
        this.model = model;
    }

    void write(Format format, OutputStream stream) throws IOException {
        MediaKind kind = dataset.source().kind();
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        List<Column<Row>> columns = Columns.of(classes, scores != null, kind == MediaKind.TEXT);
        switch (format) {
            case JSON -> write(new JsonRows<>(columns, out, false));
            case JSONL -> write(new JsonRows<>(columns, out, true));
            case CSV -> write(new CsvRows<>(columns, out));
            case PARQUET -> write(new ParquetRows<>("labels", columns, stream));
            case LABELSTUDIO -> write(new LabelStudioRows(classes, kind, prefix, model, out));
            case LABELSTUDIO_CONFIG -> out.append(LabelStudioRows.config(classes, kind)).flush();
        }
    }

    private void write(RowWriter<Row> writer) throws IOException {
        ItemIndex items = dataset.items();
        int[] ids = scores == null ? labels.ids() : IntStream.range(0, items.size()).filter(items::present).toArray();
        writer.begin();
        for (int id : ids) {
            writer.row(row(id, items.key(id)));
        }
        writer.end();
    }

    private Row row(int id, String key) {
        return new Row(id, key, labels.get(id), scores == null ? Labels.NONE : scores.label(id),
                scores == null ? new double[0] : scores.probs(id), text(key));
    }

    /** The words of a text; null for other items, and for a text that can no longer be read. */
    private String text(String key) {
        try {
            return dataset.source().kind() == MediaKind.TEXT ? dataset.source().text(key) : null;
        } catch (InvalidInput e) {
            return null;
        }
    }
}
