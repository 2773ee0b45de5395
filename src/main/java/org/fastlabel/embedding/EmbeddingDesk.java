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
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.Settings;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.clip.EmbeddedCheckpoint;
import org.fastlabel.dataset.OpenDataset;

/**
 * The checkpoint that is loaded, and the embeddings of the data set that is open. Loading and embedding happen on managed
 * threads; whoever asks is answered at once with what there is.
 */
@ApplicationScoped
public class EmbeddingDesk implements Embeddings {

    private static final System.Logger LOG = System.getLogger(EmbeddingDesk.class.getName());

    @Resource
    private ManagedExecutorService executor;

    private volatile ClipModel model;
    private volatile String loadError;
    private volatile TorchMatrices matrices;
    private volatile OpenDataset dataset;
    private volatile EmbeddingJob job;
    private volatile EmbeddingMatrix matrix = EmptyMatrix.NONE;

    /** Begins to load the checkpoint; returns at once. */
    public void start() {
        executor.submit(this::load);
    }

    private void load() {
        try {
            long begin = System.nanoTime();
            Path folder = Settings.checkpoint().orElseGet(() -> EmbeddedCheckpoint.folder(Settings.home()));
            ClipModel loaded = ClipModel.open(folder, Settings.device());
            matrices = new TorchMatrices();
            model = loaded;
            LOG.log(System.Logger.Level.INFO, "Loaded checkpoint {0} ({1} dimensions) on {2} in {3} ms.", loaded.name(),
                    loaded.embedDim(), loaded.device(), (System.nanoTime() - begin) / 1_000_000);
            begin();
        } catch (FastLabelException e) {
            loadError = e.getMessage();
            LOG.log(System.Logger.Level.ERROR, "The checkpoint cannot be used: {0}", e.getMessage());
        } catch (Throwable e) {
            // Also UnsatisfiedLinkError and the like: the pages must say that there is no model, whatever the cause.
            loadError = "The native engine could not be started (" + e.getClass().getSimpleName()
                    + "). The server's log has the details.";
            LOG.log(System.Logger.Level.ERROR, "The native engine could not be started", e);
        }
    }

    /** Makes a data set the current one: what runs is cancelled, what is stored is found again, the rest is embedded. */
    public synchronized void open(OpenDataset opened) {
        if (job != null) {
            job.cancel();
        }
        job = null;
        matrix = EmptyMatrix.NONE;
        dataset = opened;
        begin();
    }

    private synchronized void begin() {
        if (dataset == null || model == null) {
            return;
        }
        Embedder embedder = embedderOf(model, dataset);
        Path folder = Settings.home().resolve("embeddings").resolve(dataset.id()).resolve(embedder.id());
        EmbeddingStore store = EmbeddingStore.open(folder, dataset.items().size(), embedder.dim());
        EmbeddingJob next = new EmbeddingJob(dataset, store, embedder);
        matrix = matrices.of(store);
        job = next;
        executor.submit(next);
        notifyAll();
    }

    private static Embedder embedderOf(ClipModel model, OpenDataset dataset) {
        return new PictureEmbedder(model);
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
        return new Progress(loadError == null ? "waiting" : "failed", 0, total, 0, 0, -1, loadError);
    }

    @Override
    public boolean await(int[] ids, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            synchronized (this) {
                while (job == null && loadError == null) {
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
        ClipModel current = model;
        OpenDataset open = dataset;
        if (current != null && open != null) {
            return embedderOf(current, open);
        }
        if (loadError != null) {
            throw new Conflict("no-model", loadError);
        }
        throw new CapacityExceeded("model-loading", "The model is still loading; try again in a few seconds.");
    }

    /** What the status line says about the checkpoint. @param error why there is none, or null */
    @JsonbNillable
    public record Checkpoint(String id, String name, int dim, String device, boolean ready, String error) {
    }

    public Checkpoint checkpoint() {
        ClipModel current = model;
        if (current == null) {
            String name = Settings.checkpoint().map(p -> p.getFileName().toString()).orElse(EmbeddedCheckpoint.NAME);
            return new Checkpoint(null, name, 0, Settings.device(), false, loadError);
        }
        return new Checkpoint(current.id(), current.name(), current.embedDim(), current.device(), true, null);
    }

    @PreDestroy
    void stop() {
        EmbeddingJob current = job;
        if (current != null) {
            current.cancel();
            current.store().force();
        }
    }
}
