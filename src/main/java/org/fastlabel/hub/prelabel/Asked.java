package org.fastlabel.hub.prelabel;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.fastlabel.hub.TaskLedger.Wanted;

/**
 * What a job is to do.
 *
 * @param by            who is asked for proposals
 * @param model         of theirs, by name; null for the chosen one
 * @param onlyUnlabeled whether tasks that people have labelled are left out
 * @param limit         at most so many tasks, the first ones by number; 0 for all
 * @param write         whether the proposals go to Label Studio afterwards
 */
record Asked(long datasetId, String by, String model, boolean onlyUnlabeled, int limit, boolean write) {

    JsonObject toJson() {
        JsonObjectBuilder json = Json.createObjectBuilder().add("dataset_id", datasetId).add("by", by);
        if (model != null) {
            json.add("model", model);
        }
        return json.add("only_unlabeled", onlyUnlabeled).add("limit", limit).add("write", write).build();
    }

    static Asked of(JsonObject json) {
        return new Asked(json.getJsonNumber("dataset_id").longValueExact(), json.getString("by"), json.getString("model", null),
                json.getBoolean("only_unlabeled"), json.getInt("limit"), json.getBoolean("write"));
    }

    Wanted wanted() {
        return onlyUnlabeled ? Wanted.UNLABELED : Wanted.ALL;
    }

    long total(long there) {
        return limit == 0 ? there : Math.min(limit, there);
    }
}
