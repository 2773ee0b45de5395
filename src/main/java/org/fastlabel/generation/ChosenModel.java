package org.fastlabel.generation;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fastlabel.checkpoint.Disk;

/**
 * Which model was last put in use; outlives the process.
 *
 * @param dtype null for what is usual
 */
record ChosenModel(String id, String dtype) {

    private static final System.Logger LOG = System.getLogger(ChosenModel.class.getName());

    /** @param fallback where nothing was chosen yet, or the file is damaged */
    static ChosenModel read(Path file, String fallback) {
        try {
            if (Files.isRegularFile(file)) {
                JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
                return new ChosenModel(json.get("id").getAsString(), json.has("dtype") ? json.get("dtype").getAsString() : null);
            }
        } catch (IOException | JsonParseException | IllegalStateException | UnsupportedOperationException | NullPointerException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read; the embedded model is the chosen one.", file);
        }
        return new ChosenModel(fallback, null);
    }

    void write(Path file) {
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        if (dtype != null) {
            json.addProperty("dtype", dtype);
        }
        Disk.replace(file, json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
