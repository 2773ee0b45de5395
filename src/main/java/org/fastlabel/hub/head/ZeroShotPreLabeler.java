package org.fastlabel.hub.head;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.PreLabeler;
import org.fastlabel.hub.Task;
import org.fastlabel.jobs.JobRun;

/** By words alone: whichever label's words lie nearest, in the space of the model that sees the items. No label is needed for it. */
@ApplicationScoped
public class ZeroShotPreLabeler implements PreLabeler {

    private static final int CHUNK = 128;

    @Inject
    private EmbeddingDesk models;
    @Inject
    private TaskEmbeddings embeddings;

    @Override
    public String by() {
        return "zero-shot";
    }

    /** The model that sees the items is loaded where the pages are. */
    @Override
    public boolean needsWeb() {
        return true;
    }

    @Override
    public Readiness readiness(Dataset dataset) {
        if (dataset.kind() == MediaKind.AUDIO) {
            return new Readiness(false, "", "No model here has learnt which words go with which sounds; confirm some tasks and use the head.");
        }
        try {
            return new Readiness(true, models.embedder(dataset.kind()).id(), LabelWords.said(dataset) ? "By what the instructions say of each label."
                    : "By the labels' names. Lines such as \"OK: the parcel arrived\" in the instructions say more.");
        } catch (CapacityExceeded | Conflict e) {
            return new Readiness(false, "", e.getMessage());
        }
    }

    @Override
    public Judge open(Dataset dataset, String model) {
        if (dataset.kind() == MediaKind.AUDIO) {
            throw new Conflict("no-words-for-sounds", readiness(dataset).detail());
        }
        Embedder embedder = HeadPreLabeler.later(() -> models.embedder(dataset.kind()));
        LabelWords words = LabelWords.of(dataset);
        float[][] directions = words.directions(embedder);
        String version = words.version(embedder.id());
        return new Judge() {
            @Override
            public String version() {
                return version;
            }

            @Override
            public int chunk() {
                return CHUNK;
            }

            @Override
            public List<Opinion> judge(List<Task> tasks, JobRun job) {
                return HeadPreLabeler.later(() -> {
                    Map<Long, String> unreadable = new HashMap<>();
                    Map<Long, float[]> rows = embeddings.of(dataset, tasks, embedder, unreadable, job::goOn);
                    List<Opinion> opinions = new ArrayList<>();
                    for (Task task : tasks) {
                        float[] row = rows.get(task.id());
                        opinions.add(row == null ? Opinion.unusable(unreadable.getOrDefault(task.id(), "It could not be read."),
                                Json.createObjectBuilder().build()) : words.opinion(row, directions, embedder.scale()));
                    }
                    return opinions;
                });
            }
        };
    }
}
