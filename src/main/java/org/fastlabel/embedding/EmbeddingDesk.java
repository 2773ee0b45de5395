package org.fastlabel.embedding;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.NotFound;
import org.fastlabel.api.Settings;
import org.fastlabel.checkpoint.Checkpoints;
import org.fastlabel.clip.EmbeddedCheckpoint;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.OpenDataset;

/**
 * The embeddings of the data set that is open, and the checkpoint that makes them. Loading and embedding happen on managed
 * threads; whoever asks is answered at once with what there is.
 */
@ApplicationScoped
public class EmbeddingDesk implements Embeddings {

    private static final System.Logger LOG = System.getLogger(EmbeddingDesk.class.getName());
    private static final long LOOK_MILLIS = 300;

    @Resource
    private ManagedExecutorService executor;
    @Inject
    private Checkpoints library;
    @Inject
    private Event<EmbeddingsChanged> changed;

    private Choice choice;
    private Switchboard board;
    private KnownModels known;
    private final StoreSizes sizes = new StoreSizes();
    private volatile TorchMatrices matrices;
    private volatile Function<OpenDataset, int[]> first = dataset -> new int[0];

    @PostConstruct
    void prepare() {
        known = new KnownModels(Settings.home().resolve("known-models.json"));
        choice = new Choice(Settings.home().resolve("checkpoint.json"), library.pinned(), EmbeddedCheckpoint.NAME);
        board = new Switchboard(new Native(new CheckpointModels(library)), choice, EmbeddedCheckpoint.NAME);
    }

    /** Begins to load the checkpoint; returns at once. */
    public void start() {
        board.start();
    }

    /** Makes a data set the current one: what runs is cancelled, what is stored is found again, the rest is embedded. */
    public void open(OpenDataset opened) {
        board.open(opened);
    }

    /** From now on, who knows which items another checkpoint should embed first. */
    public void prefer(Function<OpenDataset, int[]> wanted) {
        first = wanted;
    }

    @Override
    public EmbeddingMatrix matrix() {
        Serving serving = board.serving();
        return serving == null ? EmptyMatrix.NONE : serving.matrix();
    }

    @Override
    public Progress progress() {
        Serving serving = board.serving();
        if (serving != null) {
            return serving.job().progress();
        }
        OpenDataset open = board.dataset();
        Failure failure = board.failure();
        return new Progress(failure == null ? "waiting" : "failed", 0, open == null ? 0 : open.items().presentCount(), 0, 0, -1,
                failure == null ? null : failure.message());
    }

    @Override
    public boolean await(int[] ids, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                long left = Math.max(0, deadline - System.nanoTime());
                Serving serving = board.await(Duration.ofNanos(left));
                if (serving == null) {
                    return false;
                }
                boolean settled = serving.job().await(ids, Math.max(0, (deadline - System.nanoTime()) / 1_000_000));
                // Another model may have taken its place meanwhile; then that one is asked.
                if (settled || serving == board.serving() || deadline <= System.nanoTime()) {
                    return settled;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets the background embedding rest, or go on; what somebody waits for is embedded all the same. */
    public void pause(boolean pause) {
        Serving serving = board.serving();
        if (serving == null) {
            throw new Conflict("nothing-to-pause", "No embedding is under way yet.");
        }
        serving.job().pause(pause);
    }

    @Override
    public Optional<String> unreadable(int id) {
        Serving serving = board.serving();
        return serving == null ? Optional.empty() : serving.job().unreadable(id);
    }

    @Override
    public void markUnreadable(int id, String why) {
        Serving serving = board.serving();
        if (serving != null) {
            serving.job().markUnreadable(id, why);
        }
    }

    @Override
    public Embedder embedder() {
        Serving serving = board.serving();
        if (serving != null) {
            return serving.embedder();
        }
        Failure failure = board.failure();
        if (failure != null) {
            throw new Conflict("no-model", failure.message());
        }
        throw new CapacityExceeded("model-loading", "The model is still loading; try again in a few seconds.");
    }

    /**
     * What embeds items of a kind that need not be those of the open data set; the model for texts is loaded now where it was not yet.
     *
     * @throws CapacityExceeded while it is loading; Conflict when it could not be loaded
     */
    public Embedder embedder(MediaKind kind) {
        return board.modelFor(kind == MediaKind.TEXT && !Settings.textModel().equals(Settings.CLIP_MODEL)).embedder(kind);
    }

    /** What is open, and its embeddings as far as they are made. */
    public record Opened(OpenDataset dataset, EmbeddingMatrix matrix) {
    }

    /** @throws Conflict with code {@code nothing-embedded} */
    public Opened opened() {
        Serving serving = board.serving();
        if (serving == null) {
            throw new Conflict("nothing-embedded", "Nothing is embedded yet; wait until the model is loaded.");
        }
        return new Opened(serving.dataset(), serving.matrix());
    }

    /** The CLIP checkpoint in use, for pictures and texts that are no items; empty while none is loaded. */
    public Optional<ClipSpace> clip() {
        Model active = board.active();
        return active == null ? Optional.empty() : active.space();
    }

    /** Which checkpoint is in use and which is to be, and how to change that. */
    public CheckpointControl checkpoints() {
        return new CheckpointControl(board, library, known, sizes, choice.pinned());
    }

    /** The model that embeds the open data set, in brief. */
    public CheckpointStatus checkpoint() {
        return CheckpointStatus.of(board, library);
    }

    /**
     * Embeds some items of the open data set by a checkpoint that need not be in use, into its own embeddings. Takes as long as that
     * takes; one at a time.
     *
     * @param goOn told how many of them are settled, again and again; false ends it
     * @return its matrix, in which at least these items are ready or unreadable; empty when it was ended
     * @throws Conflict with code {@code checkpoint-switching}, or whatever hinders the loading
     */
    public Optional<EmbeddingMatrix> trial(String id, int[] ids, IntPredicate goOn) {
        return board.second().lookThrough(id, serving -> new Trial(board, serving).of(ids, goOn, LOOK_MILLIS));
    }

    @PreDestroy
    void stop() {
        board.stop();
    }

    /** The outside of the switchboard, for real. */
    private final class Native implements Outside {

        private final CheckpointModels models;

        private Native(CheckpointModels models) {
            this.models = models;
        }

        @Override
        public void fetch(String checkpoint) throws InterruptedException {
            if (!checkpoint.startsWith(ImportedModel.PREFIX)) {
                models.fetch(checkpoint);
            }
        }

        @Override
        public void stopFetching(String checkpoint) {
            if (!checkpoint.startsWith(ImportedModel.PREFIX)) {
                models.stopFetching(checkpoint);
            }
        }

        @Override
        public Model load(String checkpoint, OpenDataset dataset) {
            if (checkpoint.startsWith(ImportedModel.PREFIX)) {
                return ImportedEmbeddings.find(stores(dataset), checkpoint).map(ImportedModel::new).orElseThrow(() ->
                        new NotFound("unknown-checkpoint", "There are no imported embeddings of that name for this data set any more."));
            }
            Model model = models.clip(checkpoint);
            known.note(model);
            return model;
        }

        @Override
        public String textsId() {
            return Settings.textModel();
        }

        @Override
        public Model loadTexts() {
            return models.texts();
        }

        @Override
        public boolean bySentences(OpenDataset dataset) {
            return CheckpointModels.bySentences(dataset);
        }

        @Override
        public Serving serve(Model model, OpenDataset dataset) {
            Embedder embedder = model.embedder(dataset.source().kind());
            EmbeddingStore store = EmbeddingStore.open(stores(dataset).resolve(embedder.id()), dataset.items(), embedder.id(), embedder.dim());
            return new Serving(model, embedder, dataset, store, matrices().of(store, embedder.id()),
                    new EmbeddingJob(dataset, store, embedder, executor));
        }

        private synchronized TorchMatrices matrices() {
            if (matrices == null) {
                matrices = new TorchMatrices();
            }
            return matrices;
        }

        @Override
        public int[] first(OpenDataset dataset) {
            return first.apply(dataset);
        }

        @Override
        public void run(Runnable task) {
            executor.execute(task);
        }

        @Override
        public void changed(OpenDataset dataset) {
            try {
                changed.fire(new EmbeddingsChanged(dataset));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "somebody failed over other embeddings", e);
            }
        }
    }

    /** Where the embeddings of a data set lie, a folder for each embedder. */
    static Path stores(OpenDataset dataset) {
        return Settings.home().resolve("embeddings").resolve(dataset.id());
    }
}
