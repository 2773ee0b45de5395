package org.fastlabel.embedding;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.bind.annotation.JsonbNillable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.Settings;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.clip.EmbeddedCheckpoint;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.text.SentenceModel;

/**
 * The checkpoint that is loaded, and the embeddings of the data set that is open. Loading and embedding happen on managed
 * threads; whoever asks is answered at once with what there is.
 */
@ApplicationScoped
public class EmbeddingDesk implements Embeddings {

    private static final System.Logger LOG = System.getLogger(EmbeddingDesk.class.getName());

    @Resource
    private ManagedExecutorService executor;

    private final ModelSlot<ClipModel> clip = new ModelSlot<>(this::loadClip);
    private final ModelSlot<SentenceModel> sentences = new ModelSlot<>(this::loadSentences);
    private volatile TorchMatrices matrices;
    private volatile OpenDataset dataset;
    private volatile EmbeddingJob job;
    private volatile EmbeddingMatrix matrix = EmptyMatrix.NONE;

    /** Begins to load the checkpoint; returns at once. */
    public void start() {
        executor.submit(this::load);
    }

    /** Loads what the open data set needs, and the CLIP checkpoint in any case: whatever comes next may need it. */
    private void load() {
        clip.load();
        if (readsSentences(dataset)) {
            sentences.load();
        }
        begin();
    }

    private ClipModel loadClip() {
        long start = System.nanoTime();
        Path folder = Settings.checkpoint().orElseGet(() -> EmbeddedCheckpoint.folder(Settings.home()));
        ClipModel loaded = ClipModel.open(folder, Settings.device());
        matrices = new TorchMatrices();
        logLoaded(loaded.name(), loaded.embedDim(), loaded.device(), start);
        return loaded;
    }

    private SentenceModel loadSentences() {
        long start = System.nanoTime();
        String setting = Settings.textModel();
        SentenceModel loaded = setting.equals(Settings.SENTENCE_MODEL) ? SentenceModel.embedded(Settings.device())
                : SentenceModel.open(Path.of(setting), Settings.device());
        logLoaded(loaded.name(), loaded.dim(), loaded.device(), start);
        return loaded;
    }

    private static void logLoaded(String name, int dim, String device, long start) {
        LOG.log(System.Logger.Level.INFO, "Loaded checkpoint {0} ({1} dimensions) on {2} in {3} ms.", name, dim, device,
                (System.nanoTime() - start) / 1_000_000);
    }

    private static boolean readsSentences(OpenDataset dataset) {
        return dataset != null && dataset.source().kind() == MediaKind.TEXT
                && !Settings.textModel().equals(Settings.CLIP_MODEL);
    }

    /** Makes a data set the current one: what runs is cancelled, what is stored is found again, the rest is embedded. */
    public synchronized void open(OpenDataset opened) {
        if (job != null) {
            job.cancel();
            job.store().close();
        }
        job = null;
        matrix = EmptyMatrix.NONE;
        dataset = opened;
        if (ready(opened)) {
            begin();
        } else {
            executor.submit(this::load);
        }
    }

    private synchronized void begin() {
        OpenDataset opened = dataset;
        if (opened != null && ready(opened) && job == null) {
            Embedder embedder = embedderOf(opened);
            Path folder = Settings.home().resolve("embeddings").resolve(opened.id()).resolve(embedder.id());
            EmbeddingStore store = EmbeddingStore.open(folder, opened.items(), embedder.id(), embedder.dim());
            EmbeddingJob next = new EmbeddingJob(opened, store, embedder, executor);
            matrix = matrices.of(store);
            job = next;
            executor.submit(next);
        }
        notifyAll();
    }

    private boolean ready(OpenDataset opened) {
        return matrices != null && slotOf(opened).model() != null;
    }

    private ModelSlot<?> slotOf(OpenDataset opened) {
        return readsSentences(opened) ? sentences : clip;
    }

    /** Which model reads what kind of data set; asked only when it is loaded. */
    private Embedder embedderOf(OpenDataset opened) {
        return switch (opened.source().kind()) {
            case IMAGE -> new PictureEmbedder(clip.model());
            case AUDIO -> new SoundEmbedder(clip.model());
            case TEXT -> readsSentences(opened) ? TextEmbedder.of(sentences.model()) : TextEmbedder.of(clip.model());
        };
    }

    /** Why the open data set cannot be embedded, or null. */
    private String error() {
        String error = slotOf(dataset).error();
        // The products of all matrices need the engine, which comes with the checkpoint.
        return error != null || matrices != null ? error : clip.error();
    }

    @Override
    public EmbeddingMatrix matrix() {
        return matrix;
    }

    @Override
    public Progress progress() {
        EmbeddingJob current = job;
        OpenDataset open = dataset;
        if (current != null) {
            return current.progress();
        }
        int total = open == null ? 0 : open.items().presentCount();
        String error = error();
        return new Progress(error == null ? "waiting" : "failed", 0, total, 0, 0, -1, error);
    }

    @Override
    public boolean await(int[] ids, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            synchronized (this) {
                while (job == null && error() == null) {
                    long left = (deadline - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return false;
                    }
                    wait(left);
                }
            }
            EmbeddingJob current = job;
            return current != null && current.await(ids, Math.max(0, (deadline - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets the background embedding rest, or go on; what somebody waits for is embedded all the same. */
    public void pause(boolean pause) {
        EmbeddingJob current = job;
        if (current == null) {
            throw new Conflict("nothing-to-pause", "No embedding is under way yet.");
        }
        current.pause(pause);
    }

    @Override
    public Optional<String> unreadable(int id) {
        EmbeddingJob current = job;
        return current == null ? Optional.empty() : current.unreadable(id);
    }

    @Override
    public void markUnreadable(int id, String why) {
        EmbeddingJob current = job;
        if (current != null) {
            current.markUnreadable(id, why);
        }
    }

    @Override
    public Embedder embedder() {
        OpenDataset open = dataset;
        if (open != null && ready(open)) {
            return embedderOf(open);
        }
        String error = error();
        if (error != null) {
            throw new Conflict("no-model", error);
        }
        throw new CapacityExceeded("model-loading", "The model is still loading; try again in a few seconds.");
    }

    /** What the status line says about the checkpoint. @param error why there is none, or null */
    @JsonbNillable
    public record Checkpoint(String id, String name, int dim, String device, boolean ready, String error) {
    }

    /** The model that embeds the open data set; its id and length are the {@link #embedder}'s. */
    public Checkpoint checkpoint() {
        OpenDataset opened = dataset;
        SentenceModel texts = sentences.model();
        ClipModel pictures = clip.model();
        if (readsSentences(opened)) {
            String name = texts == null ? Path.of(Settings.textModel()).getFileName().toString() : texts.name();
            return checkpoint(name, opened, texts == null ? null : texts.device());
        }
        String name = pictures != null ? pictures.name()
                : Settings.checkpoint().map(p -> p.getFileName().toString()).orElse(EmbeddedCheckpoint.NAME);
        return checkpoint(name, opened, pictures == null ? null : pictures.device());
    }

    /** @param device where it runs; null while it is not loaded */
    private Checkpoint checkpoint(String name, OpenDataset opened, String device) {
        if (device == null) {
            return new Checkpoint(null, name, 0, Settings.device(), false, error());
        }
        Embedder embedder = opened == null ? new PictureEmbedder(clip.model()) : embedderOf(opened);
        return new Checkpoint(embedder.id(), name, embedder.dim(), device, true, null);
    }

    @PreDestroy
    void stop() {
        EmbeddingJob current = job;
        if (current != null) {
            current.cancel();
            current.store().close();
        }
    }
}
