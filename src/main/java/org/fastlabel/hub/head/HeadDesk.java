package org.fastlabel.hub.head;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.SingleItem;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.jobs.Job;
import org.fastlabel.jobs.JobQueue;
import org.fastlabel.jobs.JobRepository;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.head.Logits;

/** The heads of the data sets: which there are, their training, and what they say of tasks and texts. */
@ApplicationScoped
public class HeadDesk {

    @Inject
    private TaskLedger ledger;
    @Inject
    private TaskEmbeddings embeddings;
    @Inject
    private EmbeddingDesk models;
    @Inject
    private JobQueue jobs;
    @EJB
    private JobRepository jobTable;
    @EJB
    private LabelingDesk labeling;
    @EJB
    private HeadRepository heads;

    private final Set<Long> awaited = ConcurrentHashMap.newKeySet();

    /** @param head the newest, or null @param state none, training, ready or failed @param detail for people, or null */
    public record View(TrainedHead head, String state, String detail) {
    }

    public View view(long dataset) {
        Dataset found = ledger.dataset(dataset);
        TrainedHead head = heads.newest(dataset).orElse(null);
        Job last = jobTable.page(new JobRepository.Filter(HeadTraining.KIND, null, dataset, null), 1).stream().findFirst().orElse(null);
        if (last != null && Set.of("queued", "running").contains(last.status())) {
            return new View(head, "training", last.step());
        } else if (last != null && last.status().equals("failed") && (head == null || last.createdAt().isAfter(head.trainedAt()))) {
            return new View(head, "failed", last.message());
        } else if (head == null) {
            return new View(null, "none", "Confirm some tasks with at least two different labels, then train.");
        }
        return new View(head, "ready", hindrance(found, head).orElse(null));
    }

    /** Queues a training, unless one waits or runs. */
    public JobQueue.Queued train(long dataset, String by) {
        ledger.dataset(dataset);
        return jobs.submit(HeadTraining.KIND, dataset, Json.createObjectBuilder().add(HeadTraining.DATASET, dataset).build(), by);
    }

    /** Somebody waits for what comes of the next label: from now on every label is learnt soon. */
    public void await(long dataset) {
        awaited.add(dataset);
    }

    boolean awaited(long dataset) {
        return awaited.contains(dataset);
    }

    /** The version that predictions have now; another word while there is no head. */
    public String version(long dataset) {
        return heads.versions(dataset).stream().findFirst().orElseGet(() -> Version.none(dataset));
    }

    public List<String> versions(long dataset) {
        return heads.versions(dataset);
    }

    public Optional<TrainedHead> newest(long dataset) {
        return heads.newest(dataset);
    }

    /** Why a head cannot judge its data set any more; empty when it can. */
    Optional<String> hindrance(Dataset dataset, TrainedHead head) {
        if (!head.labels().equals(dataset.labels())) {
            return Optional.of("The labels were changed since the head was taught; train it again.");
        }
        try {
            return models.embedder(dataset.kind()).id().equals(head.embedder()) ? Optional.empty()
                    : Optional.of("Another checkpoint is in use than the one that the head was taught with; train it again.");
        } catch (CapacityExceeded | Conflict e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * What a head says of tasks, in their order.
     *
     * @param between called between batches; what it throws ends the work
     * @throws Conflict with code {@code head-stale} when it cannot judge them; CapacityExceeded while the model is loading
     */
    public List<Opinion> judge(TrainedHead head, Dataset dataset, List<Task> tasks, Runnable between) {
        Embedder embedder = embedder(head, dataset);
        Map<Long, String> unreadable = new HashMap<>();
        Map<Long, float[]> rows = embeddings.of(dataset, tasks, embedder, unreadable, between);
        List<Opinion> opinions = new ArrayList<>();
        for (Task task : tasks) {
            float[] row = rows.get(task.id());
            opinions.add(row == null ? Opinion.unusable(unreadable.getOrDefault(task.id(), "It could not be read."), Json.createObjectBuilder().build())
                    : opinion(head, row));
        }
        return opinions;
    }

    /** The same of texts that are no tasks. Nothing of them is kept. */
    public List<Opinion> judgeTexts(TrainedHead head, Dataset dataset, List<String> texts) {
        Embedder embedder = embedder(head, dataset);
        List<Opinion> opinions = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += embedder.batch()) {
            float[][] rows = embedder.embed(texts.subList(from, Math.min(texts.size(), from + embedder.batch())).stream()
                    .map(text -> embedder.read(SingleItem.ofText(text), SingleItem.KEY)).toList());
            for (float[] row : rows) {
                opinions.add(opinion(head, Rows.unpacked(Rows.packed(row))));
            }
        }
        return opinions;
    }

    private Embedder embedder(TrainedHead head, Dataset dataset) {
        Embedder embedder = models.embedder(dataset.kind());
        hindrance(dataset, head).ifPresent(why -> {
            throw new Conflict("head-stale", why);
        });
        return embedder;
    }

    private Opinion opinion(TrainedHead head, float[] row) {
        Logits logits = labeling.trainer().judge(head.head(), row);
        double[] probs = logits.probs(0);
        Map<String, Double> byLabel = new LinkedHashMap<>();
        for (int c = 0; c < probs.length; c++) {
            byLabel.put(head.labels().get(c), probs[c]);
        }
        return Opinion.of(byLabel, "head", Json.createObjectBuilder().add("learnt", head.learnt()).build());
    }
}
