package org.fastlabel.labeling.transfer;

import static org.fastlabel.dataset.table.JsonRows.quoted;

import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.table.RowWriter;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.Classes.LabelClass;

/**
 * Tasks for Label Studio's import: the item under {@code image}, {@code audio} or {@code text}, its name under {@code filename} (by
 * which it is found again when the labels come back), the confirmed label as an annotation, the prediction as a prediction.
 */
final class LabelStudioRows implements RowWriter<Row> {

    /** Where Label Studio serves files of its own machine from. */
    static final String LOCAL_FILES = "/data/local-files/?d=";

    private final Classes classes;
    private final MediaKind kind;
    private final String prefix;
    private final String modelVersion;
    private final Writer out;
    private boolean first = true;

    /** @param prefix what stands before the encoded name of a picture or sound to make its address */
    LabelStudioRows(Classes classes, MediaKind kind, String prefix, String modelVersion, Writer out) {
        this.classes = classes;
        this.kind = kind;
        this.prefix = prefix;
        this.modelVersion = modelVersion;
        this.out = out;
    }

    /** The labelling configuration that fits the tasks. */
    static String config(Classes classes, MediaKind kind) {
        String tag = kind == MediaKind.TEXT ? "Text" : kind == MediaKind.AUDIO ? "Audio" : "Image";
        StringBuilder xml = new StringBuilder("<View>\n  <" + tag + " name=\"" + kind.wireName() + "\" value=\"$" + kind.wireName()
                + "\"/>\n  <Choices name=\"label\" toName=\"" + kind.wireName() + "\" choice=\"single\" showInLine=\"true\">\n");
        for (LabelClass c : classes.live()) {
            xml.append("    <Choice value=\"").append(escaped(c.name())).append("\" background=\"").append(c.color()).append("\"/>\n");
        }
        return xml.append("  </Choices>\n</View>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    @Override
    public void begin() throws IOException {
        out.write("[");
    }

    @Override
    public void row(Row row) throws IOException {
        out.write(first ? "\n" : ",\n");
        first = false;
        String shown = kind == MediaKind.TEXT ? String.valueOf(row.text()) : prefix + encoded(row.filename());
        out.write("{\"data\":{\"" + kind.wireName() + "\":" + quoted(shown) + ",\"filename\":" + quoted(row.filename()) + "},\"annotations\":[");
        if (row.labelled()) {
            out.write("{" + result(row.label()) + "}");
        }
        out.write("],\"predictions\":[");
        if (row.predicted()) {
            out.write("{\"model_version\":" + quoted(modelVersion) + ",\"score\":" + row.prob(row.prediction()) + ","
                    + result(row.prediction()) + "}");
        }
        out.write("]}");
    }

    private String result(int classId) {
        return "\"result\":[{\"from_name\":\"label\",\"to_name\":\"" + kind.wireName() + "\",\"type\":\"choices\",\"value\":{\"choices\":["
                + quoted(Columns.name(classes, classId)) + "]}}]";
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
    }

    @Override
    public void end() throws IOException {
        out.write("\n]\n");
        out.flush();
    }
}
