package org.fastlabel.labeling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Heads;
import org.fastlabel.labeling.head.JavaHead;

/** Everything a session needs, in memory; background work runs when the test says so. */
class SessionFixture implements Embeddings, ItemIndex, Background {

    static final int DIM = 16;

    final TestPool pool;
    ArrayMatrix matrix;
    /** None, unless a test is about words. */
    Embedder embedder;
    final MemoryLog log = new MemoryLog();
    final Map<Integer, String> unreadable = new TreeMap<>();
    final List<Runnable> waiting = Collections.synchronizedList(new ArrayList<>());
    HeadTrainer trainer = new Heads(new JavaHead());
    boolean embeddingReady = true;
    int undoSteps = 3;
    /** Nothing is held out, unless a test is about that. */
    Options options = new Options(10, HeadChoice.AUTO, 0);
    final List<LabelingState> trained = Collections.synchronizedList(new ArrayList<>());
    final List<Labels> learnt = Collections.synchronizedList(new ArrayList<>());
    /** Trainings wait with the other background work, instead of running while the request waits for them. */
    boolean trainLater;
    MediaSource source = new WordSource(key -> false);

    SessionFixture(int items) {
        this(TestPool.of(items, DIM, 4, 5));
    }

    private SessionFixture(TestPool pool) {
        this(pool, new ArrayMatrix(pool.values(), pool.dim()));
    }

    SessionFixture(TestPool pool, ArrayMatrix matrix) {
        this.pool = pool;
        this.matrix = matrix;
    }

    LabelingSession.Parts parts() {
        Supplier<HeadTrainer> trainers = () -> trainer;
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return new LabelingSession.Parts(new OpenDataset("d", "Data", this, source), this, trainers, log, this, clock,
                undoSteps, options, Duration.ofMillis(10), (state, labels) -> {
                    trained.add(state);
                    learnt.add(labels);
                });
    }

    LabelingSession begin() {
        return begin(Classes.BINARY);
    }

    LabelingSession begin(Classes classes) {
        return LabelingSession.begin(parts(), 0, classes);
    }

    /** As after the end of the process: only what the log holds. */
    LabelingSession resume() {
        waiting.clear();
        return LabelingSession.resume(parts());
    }

    /** What the log alone says of the state. */
    LabelingState replayed() {
        return new Replay(parts().dataset()).state(log.session("d"), log.heads("d")).withUndoDepth(undoSteps);
    }

    void runBackground() {
        while (!waiting.isEmpty()) {
            List<Runnable> now = List.copyOf(waiting);
            waiting.clear();
            now.forEach(Runnable::run);
        }
    }

    /** True labels of these items. */
    LabelEdits truth(int... ids) {
        int[] labels = Arrays.stream(ids).map(id -> pool.truth()[id]).toArray();
        return new LabelEdits(ids, labels);
    }

    @Override
    public void run(Runnable task) {
        waiting.add(task);
    }

    @Override
    public void start(Runnable task) {
        if (trainLater) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    @Override
    public void later(Duration delay, Runnable task) {
        waiting.add(task);
    }

    @Override
    public EmbeddingMatrix matrix() {
        return matrix;
    }

    @Override
    public Progress progress() {
        int n = pool.truth().length;
        return new Progress("done", n, n, unreadable.size(), 0, -1, null);
    }

    @Override
    public boolean await(int[] ids, Duration patience) {
        return embeddingReady;
    }

    @Override
    public Optional<String> unreadable(int id) {
        return Optional.ofNullable(unreadable.get(id));
    }

    @Override
    public void markUnreadable(int id, String why) {
        unreadable.put(id, why);
    }

    @Override
    public Embedder embedder() {
        if (embedder == null) {
            throw new CapacityExceeded("model-loading", "loading");
        }
        return embedder;
    }

    @Override
    public int size() {
        return pool.truth().length;
    }

    @Override
    public int presentCount() {
        return size();
    }

    @Override
    public boolean present(int id) {
        return id >= 0 && id < size();
    }

    @Override
    public String key(int id) {
        return "folder/" + id + ".png";
    }

    @Override
    public int idOf(String key) {
        return Integer.parseInt(key.replaceAll("\\D", ""));
    }
}
