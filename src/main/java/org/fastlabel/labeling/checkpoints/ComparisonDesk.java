package org.fastlabel.labeling.checkpoints;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.Settings;
import org.fastlabel.checkpoint.Disk;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.labeling.Labels;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.LabelingSession;
import org.fastlabel.labeling.LabelingState;
import org.fastlabel.labeling.checkpoints.Comparison.Result;
import org.fastlabel.labeling.head.CrossValidation;

/**
 * Finds out which checkpoint learns best on the labels of the open data set, in the background: each one embeds the labelled items,
 * into its own embeddings, where nothing of it is lost; then heads are taught a part of them and judge the rest. The last result is
 * kept with the data set.
 */
@ApplicationScoped
public class ComparisonDesk {

    private static final System.Logger LOG = System.getLogger(ComparisonDesk.class.getName());
    /** Fewer labels do not tell checkpoints apart. */
    static final int LEAST = 50;
    /** More cost time and hardly narrow the interval. */
    private static final int MOST = 2000;

    @EJB
    private LabelingDesk labeling;
    @Inject
    private EmbeddingDesk embeddings;
    @Resource
    private ManagedExecutorService executor;

    private volatile Run run;

    /** A comparison and the data set that it is of. */
    private static final class Run {

        private final OpenDataset dataset;
        /** Null where there was none yet. */
        private volatile Comparison now;
        private volatile boolean cancelled;

        private Run(OpenDataset dataset, Comparison now) {
            this.dataset = dataset;
            this.now = now;
        }

        private boolean running() {
            return now != null && now.running();
        }
    }

    /** Of the open data set: the one that runs, or the last that was; empty when there was none. */
    Optional<Comparison> latest() {
        OpenDataset open = labeling.session().dataset();
        Run known = run;
        if (known == null || !known.running() && !known.dataset.id().equals(open.id())) {
            known = load(open);
        }
        return known.dataset.id().equals(open.id()) ? Optional.ofNullable(known.now) : Optional.empty();
    }

    private synchronized Run load(OpenDataset open) {
        if (run == null || !run.running()) {
            run = new Run(open, stored(open.id()));
        }
        return run;
    }

    /**
     * Begins to compare; returns at once.
     *
     * @throws Conflict with code {@code too-few-labels}, {@code comparison-running}, {@code checkpoint-switching} or {@code
     *         not-by-checkpoint}
     */
    synchronized void begin(List<String> ids) {
        LabelingSession session = labeling.session();
        if (!embeddings.checkpoints().embedsOpenDataset()) {
            throw new Conflict("not-by-checkpoint", "The texts of this data set are embedded by a model for texts; no checkpoint has a part "
                    + "in it. Start with FASTLABEL_TEXT_MODEL=clip to change that.");
        } else if (session.state().labels().count() < LEAST) {
            throw new Conflict("too-few-labels", "It takes " + LEAST + " labels to tell checkpoints apart; there are "
                    + session.state().labels().count() + ".");
        } else if (run != null && run.running()) {
            throw new Conflict("comparison-running", "A comparison is running; wait for its end, or cancel it.");
        } else if (embeddings.checkpoints().switching() != null && !embeddings.checkpoints().switching().state().equals("failed")) {
            throw new Conflict("checkpoint-switching", "Another checkpoint is being put in use; compare them after that.");
        }
        Sample sample = sample(session);
        Run begun = new Run(session.dataset(), Comparison.begun(sample.size()));
        run = begun;
        try {
            executor.execute(() -> carryOut(begun, session, sample, ids));
        } catch (RejectedExecutionException e) {
            begun.now = begun.now.ended("failed");
            throw e;
        }
    }

    /** What a head may learn; what is held out goes on being unseen. */
    private Sample sample(LabelingSession session) {
        LabelingState state = session.state();
        Labels labels = state.labels();
        int[] ids = Arrays.stream(labels.ids()).filter(id -> !session.holdout().has(id) && embeddings.unreadable(id).isEmpty()).toArray();
        return Sample.of(ids, Arrays.stream(ids).map(labels::get).toArray(), state.classes().size(), MOST);
    }

    private void carryOut(Run run, LabelingSession session, Sample sample, List<String> ids) {
        String end = "failed";
        try {
            for (String id : ids) {
                if (!run.cancelled) {
                    look(run, session, sample, id);
                }
            }
            end = run.cancelled ? "cancelled" : run.now.results().isEmpty() ? "failed" : "done";
        } catch (Stopped e) {
            run.now = run.now.without(e.why.getMessage(), e.why.code());
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "the comparison failed", e);
            run.now = run.now.without("The comparison failed; the server's log has the details.", "unexpected");
        } finally {
            Comparison ended = run.now.ended(end);
            if (!ended.results().isEmpty()) {
                keep(run.dataset.id(), ended);
            }
            run.now = ended;
            LOG.log(System.Logger.Level.INFO, "Compared {0} checkpoints on {1} labels: {2}.", ended.results().size(), ended.labels(), end);
        }
    }

    /** What ends a comparison, and not only one checkpoint's part in it. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient FastLabelException why;

        private Stopped(FastLabelException why) {
            super(why);
            this.why = why;
        }
    }

    private void look(Run run, LabelingSession session, Sample sample, String id) {
        run.now = run.now.lookingAt(id, 0);
        try {
            Optional<EmbeddingMatrix> matrix = embeddings.trial(id, sample.ids(), settled -> {
                run.now = run.now.lookingAt(id, settled);
                return !run.cancelled;
            });
            if (matrix.isPresent()) {
                Optional<CrossValidation.Result> found = sample.judge(matrix.get(), session.state().options().head(), labeling.trainer());
                run.now = found.map(r -> run.now.with(new Result(id, r.accuracy(), r.low(), r.high(), r.labels())))
                        .orElseGet(() -> run.now.without("Too few of the labelled items can be read for " + id + ", or all are of one class.",
                                "too-few-labels"));
            }
        } catch (FastLabelException e) {
            if (List.of("checkpoint-switching", "dataset-changed").contains(e.code())) {
                throw new Stopped(e);
            }
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be compared: {1}", id, e.getMessage());
            run.now = run.now.without(e.getMessage(), e.code());
        }
    }

    /** Ends the comparison that runs; what was measured stays. */
    void cancel() {
        Run now = run;
        if (now != null) {
            now.cancelled = true;
        }
    }

    private static Path file(String datasetId) {
        return Settings.home().resolve("comparisons").resolve(datasetId + ".json");
    }

    private static void keep(String datasetId, Comparison comparison) {
        try {
            Disk.replace(file(datasetId), comparison.toJson().toString().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the comparison could not be kept", e);
        }
    }

    /** Null when there is none. */
    private static Comparison stored(String datasetId) {
        try {
            return Files.exists(file(datasetId))
                    ? Comparison.fromJson(Json.createReader(new StringReader(Files.readString(file(datasetId)))).readObject()) : null;
        } catch (IOException | JsonException | NullPointerException | ClassCastException | IllegalStateException e) {
            LOG.log(System.Logger.Level.WARNING, "the comparison of {0} cannot be read", datasetId);
            return null;
        }
    }

    @PreDestroy
    void stop() {
        cancel();
    }
}
