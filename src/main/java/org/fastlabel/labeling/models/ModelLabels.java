package org.fastlabel.labeling.models;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.labeling.Labels;

/** The labels that made a model, compressed: a line {@code ["key",1]} for each, by item id. */
final class ModelLabels {

    private ModelLabels() {
    }

    static byte[] write(Labels labels, ItemIndex items) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8))) {
            for (int id : labels.ids()) {
                out.write("[" + Json.createValue(items.key(id)) + "," + labels.get(id) + "]\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Class ids by key, in the order written. */
    static Map<String, Integer> read(byte[] bytes) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonArray pair = Json.createReader(new StringReader(line)).readArray();
                labels.put(pair.getString(0), pair.getInt(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the labels of a model cannot be read", e);
        }
        return labels;
    }
}
