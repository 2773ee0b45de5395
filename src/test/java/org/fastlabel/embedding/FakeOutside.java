package org.fastlabel.embedding;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.OpenDataset;

/** Models that are made of their names, without an engine; they tell what was done to them and can be held up. */
final class FakeOutside implements Outside {

    private final Path folder;
    final List<FakeModel> loaded = new CopyOnWriteArrayList<>();
    final List<String> fetched = new CopyOnWriteArrayList<>();
    final List<OpenDataset> changes = new CopyOnWriteArrayList<>();
    /** Checkpoints that are not here until they are fetched, and those that cannot be loaded. */
    final Map<String, Boolean> absent = new ConcurrentHashMap<>();
    final Map<String, Throwable> bad = new ConcurrentHashMap<>();
    /** What the next attempt alone to load a checkpoint ends in. */
    final Map<String, RuntimeException> hiccups = new ConcurrentHashMap<>();
    /** Whoever embeds by this model waits until it is let go. */
    final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    /** Errors that embedding by a model ends in. */
    final Map<String, Error> failing = new ConcurrentHashMap<>();
    volatile int[] first = new int[0];
    volatile boolean sentences;

    FakeOutside(Path folder) {
        this.folder = folder;
    }

    final class FakeModel implements Model {

        private final String id;
        private final InUse inUse = new InUse();
        private final AtomicInteger users = new AtomicInteger();
        final List<String> embedded = new CopyOnWriteArrayList<>();
        volatile boolean closed;
        volatile boolean closedInUse;

        private FakeModel(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String name() {
            return id;
        }

        @Override
        public String device() {
            return "cpu";
        }

        @Override
        public String precision() {
            return "float32";
        }

        @Override
        public double imagesPerSecond() {
            return 0;
        }

        @Override
        public Embedder embedder(MediaKind kind) {
            return inUse.guard(new FakeEmbedder(this));
        }

        @Override
        public void close() {
            inUse.close(() -> {
                closedInUse = users.get() > 0;
                closed = true;
            });
        }
    }

    private final class FakeEmbedder implements Embedder {

        private final FakeModel model;

        private FakeEmbedder(FakeModel model) {
            this.model = model;
        }

        @Override
        public String id() {
            return model.id.replace(':', '-');
        }

        /** As long as the name. */
        @Override
        public int dim() {
            return model.id.length();
        }

        @Override
        public int batch() {
            return 4;
        }

        @Override
        public Content read(MediaSource source, String key) {
            return new Content.Words(source.text(key));
        }

        @Override
        public float[][] embed(List<Content> contents) {
            model.users.incrementAndGet();
            try {
                CountDownLatch gate = gates.get(model.id);
                if (gate != null) {
                    gate.await();
                }
                if (failing.containsKey(model.id)) {
                    throw failing.get(model.id);
                }
                contents.forEach(content -> model.embedded.add(((Content.Words) content).text()));
                return queries(contents.stream().map(Content::toString).toList());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                model.users.decrementAndGet();
            }
        }

        @Override
        public float[][] queries(List<String> texts) {
            float[][] rows = new float[texts.size()][dim()];
            for (float[] row : rows) {
                row[0] = 1;
            }
            return rows;
        }
    }

    /** The model that was loaded last under this name. */
    FakeModel model(String id) {
        return loaded.stream().filter(m -> m.id.equals(id)).reduce((a, b) -> b).orElseThrow();
    }

    @Override
    public void fetch(String checkpoint) {
        fetched.add(checkpoint);
        absent.remove(checkpoint);
    }

    @Override
    public void stopFetching(String checkpoint) {
        fetched.remove(checkpoint);
    }

    @Override
    public Model load(String checkpoint, OpenDataset dataset) {
        RuntimeException hiccup = hiccups.remove(checkpoint);
        if (hiccup != null) {
            throw hiccup;
        } else if (bad.get(checkpoint) instanceof Error error) {
            throw error;
        } else if (bad.containsKey(checkpoint)) {
            throw new InvalidInput("bad-checkpoint", bad.get(checkpoint).getMessage());
        } else if (absent.containsKey(checkpoint)) {
            throw new Conflict("checkpoint-absent", checkpoint + " is not here yet.");
        }
        FakeModel model = new FakeModel(checkpoint);
        loaded.add(model);
        return model;
    }

    @Override
    public String textsId() {
        return "texts";
    }

    @Override
    public Model loadTexts() {
        return load(textsId(), null);
    }

    @Override
    public boolean bySentences(OpenDataset dataset) {
        return sentences;
    }

    @Override
    public Serving serve(Model model, OpenDataset dataset) {
        Embedder embedder = model.embedder(dataset.source().kind());
        EmbeddingStore store = EmbeddingStore.open(folder.resolve(dataset.id()).resolve(embedder.id()), dataset.items(), embedder.id(),
                embedder.dim());
        return new Serving(model, embedder, dataset, store, EmptyMatrix.NONE, new EmbeddingJob(dataset, store, embedder, this::run));
    }

    @Override
    public int[] first(OpenDataset dataset) {
        return first;
    }

    @Override
    public void run(Runnable task) {
        Thread thread = new Thread(task, "managed");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void changed(OpenDataset dataset) {
        changes.add(dataset);
    }
}
