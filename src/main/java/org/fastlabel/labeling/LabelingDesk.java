package org.fastlabel.labeling;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.Settings;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.embedding.EmbeddingsChanged;
import org.fastlabel.labeling.head.HeadProgram;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Heads;

/**
 * Holds the session of the data set that is open, and gives it what it needs of the container. Concurrency is the session's
 * own: the container's lock would make readers wait for a commit.
 */
@Singleton
@DependsOn("DatabaseSetup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LabelingDesk {

    private static final System.Logger LOG = System.getLogger(LabelingDesk.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @EJB
    private LabelingRepository repository;
    @Inject
    private EmbeddingDesk embeddings;
    @Inject
    private Twins twins;
    @Inject
    private Event<HeadTrained> trained;
    @Resource
    private ManagedExecutorService executor;
    @Resource
    private ManagedScheduledExecutorService scheduler;

    private volatile Open open;
    private HeadProgram program;
    private HeadTrainer heads;

    private record Open(LabelingSession session, BatchMaker batches) {
    }

    /**
     * What the status line shows of the labelling.
     *
     * @param accuracy the last point of the curve, or null
     * @param trained  the head that was trained or loaded last, or null
     * @param counts   labels by class id
     */
    public record Summary(int labeledCount, int unlabeledCount, int[] counts, int undoDepth, String scorer, String query, long version,
            LabelingState.CurvePoint accuracy, boolean training, Classes classes, Options options, int sinceTraining,
            Trained trained) {
    }

    /**
     * Makes a data set the one that is labelled: anew, or where its last session stopped.
     *
     * @param classNames of a new session; empty for negative and positive
     * @throws org.fastlabel.api.InvalidInput with code {@code bad-class-name}; nothing is changed then
     */
    public synchronized void open(OpenDataset dataset, boolean newSession, List<String> classNames) {
        Classes classes = classNames.isEmpty() ? Classes.BINARY : Classes.named(classNames);
        long version = 0;
        if (open != null) {
            open.session.close();
            version = open.session.state().version();
        }
        LabelingSession.Parts parts = new LabelingSession.Parts(dataset, embeddings, this::trainer, log(), background(),
                Clock.systemUTC(), Settings.undoSteps(), Options.DEFAULT, PATIENCE,
                (s, learnt) -> trained.fire(new HeadTrained(dataset, s, learnt)));
        LabelingSession session = newSession ? LabelingSession.begin(parts, version, classes) : LabelingSession.resume(parts);
        session.know(twins);
        open = new Open(session, new BatchMaker(session, embeddings, executor));
        embeddings.prefer(this::labelled);
        session.embeddingsChanged();
        // The first submit should not be the one that waits for the engine.
        background().run(this::trainer);
        LOG.log(System.Logger.Level.INFO, "Labelling {0}: {1} labels, version {2}.", dataset.name(),
                session.state().labels().count(), session.state().version());
    }

    /** Items that another checkpoint should embed first. */
    private int[] labelled(OpenDataset dataset) {
        Open now = open;
        return now != null && now.session.dataset() == dataset ? now.session.state().labels().ids() : new int[0];
    }

    /** Another model's embeddings: what was learnt of the others is learnt anew. */
    public void embeddingsChanged(@Observes EmbeddingsChanged event) {
        Open now = open;
        if (now != null && now.session.dataset() == event.dataset()) {
            now.session.embeddingsChanged();
        }
    }

    private EventLog log() {
        return new StoredLog(repository, new HeadFiles(Settings.home().resolve("heads")));
    }

    private Open current() {
        Open now = open;
        if (now == null) {
            throw new CapacityExceeded("starting", "The server is still starting; try again in a few seconds.");
        }
        return now;
    }

    public LabelingSession session() {
        return current().session;
    }

    public BatchMaker batches() {
        return current().batches;
    }

    /** Items as lists show them, all of this moment. */
    public ItemView itemView() {
        return new ItemView(session(), embeddings);
    }

    public Embeddings embeddings() {
        return embeddings;
    }

    /** What the present judge says of an embedding that is no item's, as item 0. @throws Conflict when nobody judges */
    public Scores judge(float[] embedding) {
        return Judge.of(session().state(), embedding, embeddings.matrix(), this::trainer);
    }

    /** Cheap: nothing is computed for it. */
    public Summary summary() {
        LabelingSession session = session();
        LabelingState s = session.state();
        return new Summary(s.labels().count(), session.unlabeledCount(), s.labels().counts(s.classes().size()), s.history().size(),
                s.scorer().wireName(), s.query() == null ? null : s.query().text(), s.version(),
                Optional.ofNullable(s.accuracy()).map(LabelingState.CurvePoint::headline).orElse(null), session.training(),
                s.classes(), s.options(), s.now().sinceTraining(), s.now().trained());
    }

    /** How many labels of earlier sessions with this data set can be brought back. */
    public int restorableLabels() {
        return session().restorable();
    }

    /** How many items are confirmed in the latest session of each of these data sets. */
    public Map<String, Integer> labelCounts(List<String> datasetIds) {
        return repository.labelCounts(datasetIds);
    }

    /**
     * The head's program, compiled when first needed. It runs on the processor whatever CLIP runs on: it is small, and the same
     * labels then give the same head on every machine.
     */
    public synchronized HeadTrainer trainer() {
        if (program == null) {
            try {
                program = HeadProgram.onProcessor();
                heads = new Heads(program);
            } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.ERROR, "The native engine could not be started", e);
                throw new CapacityExceeded("no-engine", "The native engine could not be started; the server's log has the details.", e);
            }
        }
        return heads;
    }

    private Background background() {
        return new Background() {
            @Override
            public void run(Runnable task) {
                executor.execute(() -> guarded(task));
            }

            @Override
            public void later(Duration delay, Runnable task) {
                scheduler.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
            }
        };
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Conflict e) {
            LOG.log(System.Logger.Level.DEBUG, "work in the background came too late: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "work in the background failed", e);
        }
    }

    @PreDestroy
    synchronized void stop() {
        if (open != null) {
            open.session.close();
        }
        if (program != null) {
            program.close();
        }
    }
}
