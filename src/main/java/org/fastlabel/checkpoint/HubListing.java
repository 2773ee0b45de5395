package org.fastlabel.checkpoint;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fastlabel.checkpoint.HubException.Kind;

/**
 * What a repository holds.
 *
 * @param commit  that its revision is at now, 40 hexadecimal digits
 * @param license as tagged, or null
 * @param files   by name; only asked for names that are known, never walked through
 */
record HubListing(String commit, String license, Map<String, PlannedFile> files) {

    private static final int MAX_FILES = 20_000;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /** @throws HubException when it is no such answer */
    static HubListing parse(HubName name, byte[] bytes) throws HubException {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            JsonObject json = reader.readObject();
            String commit = json.getString("sha", "");
            if (!COMMIT.matcher(commit).matches() || json.getJsonArray("siblings").size() > MAX_FILES) {
                throw unreadable();
            }
            Map<String, PlannedFile> files = new HashMap<>();
            for (JsonValue sibling : json.getJsonArray("siblings")) {
                PlannedFile file = file(sibling.asJsonObject());
                files.put(file.name(), file);
            }
            return new HubListing(commit, license(json), files);
        } catch (JsonException | ClassCastException | NullPointerException | ArithmeticException e) {
            throw unreadable();
        }
    }

    private static HubException unreadable() {
        return new HubException(Kind.REFUSED, HubException.ODD, "What the hub answers is not the list of a repository's files. Does HF_ENDPOINT name a hub?");
    }

    private static PlannedFile file(JsonObject sibling) {
        JsonValue lfs = sibling.get("lfs");
        JsonObject large = lfs instanceof JsonObject o ? o : null;
        String hash = large == null ? sibling.getString("blobId", "") : large.getString("sha256", large.getString("oid", ""));
        JsonObject sized = large != null && large.containsKey("size") ? large : sibling;
        Long size = sized.containsKey("size") && !sized.isNull("size") ? sized.getJsonNumber("size").longValueExact() : null;
        return new PlannedFile(sibling.getString("rfilename"), size, Checksum.of(hash), null);
    }

    private static String license(JsonObject json) {
        if (json.get("cardData") instanceof JsonObject card && card.get("license") instanceof JsonString text) {
            return text.getString();
        }
        return json.get("tags") instanceof jakarta.json.JsonArray tags
                ? tags.stream().filter(JsonString.class::isInstance).map(t -> ((JsonString) t).getString())
                        .filter(t -> t.startsWith("license:")).map(t -> t.substring("license:".length())).findFirst().orElse(null)
                : null;
    }

    boolean has(String file) {
        return files.containsKey(file);
    }

    /** The file of that name, which must be there. */
    PlannedFile file(String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow();
    }
}
