package org.fastlabel.hub.head;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.embedding.GatheredRows;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.TaskLedger.Wanted;
import org.fastlabel.hub.head.LookRepository.Labelled;
import org.fastlabel.hub.head.LookRepository.Look;
import org.fastlabel.jobs.JobKind;
import org.fastlabel.jobs.JobRun;
import org.fastlabel.jobs.RetryLater;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.head.CrossValidation;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Lesson;

/**
 * Teaches a data set's own head its confirmed labels. The same labels give the same head and the same version, so a run that begins again
 * after a crash does nothing twice: what was embedded is kept.
 */
@ApplicationScoped
public class HeadTraining implements JobKind {

    private static final System.Logger LOG = System.getLogger(HeadTraining.class.getName());

    static final String KIND = "train_head";
    static final String DATASET = "dataset_id";

    private static final int PAGE = 500;
    /** More labels than this gain nothing that is worth the memory; evenly chosen. */
    private static final int MOST_LABELS = 10_000;
    /** How many tasks say how the embeddings of the data set lie. */
    private static final int POOL = 500;
    private static final long SEED = 1;

    @Inject
    private TaskLedger ledger;
    @Inject
    private TaskEmbeddings embeddings;
    @Inject
    private EmbeddingDesk models;
    @EJB
    private LabelingDesk labeling;
    @EJB
    private HeadRepository heads;
    @EJB
    private LookRepository looks;
    @EJB
    private EmbeddingRepository kept;

    public HeadTraining() {
        // For the container.
    }

    HeadTraining(TaskLedger ledger, TaskEmbeddings embeddings, EmbeddingDesk models, LabelingDesk labeling,
            HeadRepository heads, LookRepository looks, EmbeddingRepository kept) {
        this.ledger = ledger;
        this.embeddings = embeddings;
        this.models = models;
        this.labeling = labeling;
        this.heads = heads;
        this.looks = looks;
        this.kept = kept;
    }

    private final Clock clock = Clock.systemUTC();

    @Override
    public String name() {
        return KIND;
    }

    /** Pictures and sounds are seen by the checkpoint that the pages chose. */
    @Override
    public boolean needsWeb() {
        return true;
    }

    /** Whoever asks while it runs is answered this same job; so labels that came meanwhile are learnt before it ends, once. */
    @Override
    public String run(JobRun job) {
        Dataset dataset = ledger.dataset(job.parameters().getJsonNumber(DATASET).longValueExact());
        Labelled before = looks.labelled(dataset.id());
        String done = round(dataset, before, job);
        Labelled after = looks.labelled(dataset.id());
        return after.equals(before) ? done : round(dataset, after, job);
    }

    private String round(Dataset dataset, Labelled seen, JobRun job) {
        long began = System.nanoTime();
        try {
            return taught(dataset, job);
        } catch (CapacityExceeded e) {
            throw e instanceof RetryLater ? e : new RetryLater(e.code(), e.getMessage(), null);
        } finally {
            noted(new Look(dataset.id(), seen, seen, clock.instant(), (System.nanoTime() - began) / 1e9));
        }
    }

    private void noted(Look look) {
        try {
            looks.looked(look);
        } catch (EJBException e) {
            // The data set has gone meanwhile; what the training says matters more.
            LOG.log(System.Logger.Level.DEBUG, "what was seen of data set {0} could not be noted", look.dataset());
        }
    }

    private String taught(Dataset dataset, JobRun job) {
        Embedder embedder = models.embedder(dataset.kind());
        SortedMap<Long, Integer> labels = new TreeMap<>();
        List<float[]> rows = new ArrayList<>();
        Map<Long, float[]> byTask = learnable(dataset, embedder, labels, job);
        labels.keySet().retainAll(byTask.keySet());
        if (labels.values().stream().distinct().count() < 2) {
            throw new Conflict("too-few-labels", "A head can be taught when two of the labels were given at least once each; "
                    + labels.size() + " tasks can be learnt from so far.");
        }
        String version = Version.of(dataset.id(), embedder.id(), dataset.labels(), labels);
        Optional<TrainedHead> before = heads.newest(dataset.id());
        if (before.isPresent() && before.get().version().equals(version)) {
            return "nothing new to learn: the head knows all " + labels.size() + " labels";
        }
        labels.keySet().forEach(task -> rows.add(byTask.get(task)));
        GatheredRows pool = pool(dataset, embedder, rows, job);
        job.goOn();
        job.progress(labels.size(), labels.size(), "learning");
        float[] known = Rows.of(rows, embedder.dim(), embedder.id()).values();
        Lesson lesson = new Lesson(known, labels.values().stream().mapToInt(Integer::intValue).toArray(), dataset.labels().size(), null, null,
                pool, HeadChoice.LINEAR, SEED);
        HeadTrainer trainer = labeling.trainer();
        Head head = trainer.train(lesson);
        TrainedHead.Accuracy accuracy = trainer.validate(lesson).map(HeadTraining::accuracy).orElse(null);
        job.goOn();
        heads.save(new TrainedHead(dataset.id(), version, embedder.id(), dataset.labels(), head, labels.size(), accuracy, clock.instant()));
        int forgotten = kept.keepOnly(dataset.id(), embedder.id());
        if (forgotten > 0) {
            job.log("Forgot what another model had seen of " + forgotten + " tasks.");
        }
        return "trained on " + labels.size() + " labels" + (accuracy == null ? ""
                : "; " + accuracy.right() + " of " + accuracy.of() + " right on labels that it had not seen");
    }

    private static TrainedHead.Accuracy accuracy(CrossValidation.Result result) {
        return new TrainedHead.Accuracy((int) Math.round(result.accuracy() * result.labels()), result.labels());
    }

    /** Rows by task; fills {@code labels}, also of tasks that cannot be read. */
    private Map<Long, float[]> learnable(Dataset dataset, Embedder embedder, SortedMap<Long, Integer> labels, JobRun job) {
        long total = ledger.count(dataset.id(), Wanted.LABELED);
        long step = Math.max(1, (total + MOST_LABELS - 1) / MOST_LABELS);
        Map<Long, float[]> rows = new HashMap<>();
        Map<Long, String> unreadable = new TreeMap<>();
        long n = 0;
        List<Task> page;
        for (long after = 0; !(page = ledger.after(dataset.id(), after, PAGE, Wanted.LABELED)).isEmpty(); after = page.get(page.size() - 1).id()) {
            List<Task> some = new ArrayList<>();
            for (Task task : page) {
                int label = task.label() == null ? -1 : dataset.labels().indexOf(task.label());
                if (n++ % step == 0 && label >= 0) {
                    labels.put(task.id(), label);
                    some.add(task);
                }
            }
            rows.putAll(embeddings.of(dataset, some, embedder, unreadable, job::goOn));
            job.goOn();
            job.progress(Math.min(n, total), total, "looking at labelled tasks");
        }
        unreadable.forEach((task, why) -> job.log("Task " + task + " was left out: " + why));
        return rows;
    }

    /** What was labelled, and some of everything. */
    private GatheredRows pool(Dataset dataset, Embedder embedder, List<float[]> labelled, JobRun job) {
        List<float[]> rows = new ArrayList<>(labelled.subList(0, Math.min(POOL, labelled.size())));
        List<Long> sample = kept.sample(dataset.id(), POOL);
        job.progress(0, sample.size(), "looking at other tasks");
        for (int from = 0; from < sample.size(); from += PAGE) {
            List<Task> tasks = ledger.tasks(sample.subList(from, Math.min(sample.size(), from + PAGE)));
            rows.addAll(new TreeMap<>(embeddings.of(dataset, tasks, embedder, new HashMap<>(), job::goOn)).values());
        }
        return Rows.of(rows, embedder.dim(), embedder.id());
    }
}
