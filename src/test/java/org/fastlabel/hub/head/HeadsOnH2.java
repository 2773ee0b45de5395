package org.fastlabel.hub.head;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.SingleItem;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskItems;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.store.HubDatabase;
import org.fastlabel.hub.store.LedgerRepository;
import org.fastlabel.jobs.JobRun;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Heads;

/** Heads of data sets in a database of the test's own, with an embedder that needs no engine. */
final class HeadsOnH2 implements AutoCloseable, JobRun {

    final HubDatabase database = new HubDatabase();
    final TaskLedger ledger = new LedgerRepository(database.sql);
    final HeadRepository heads = new HeadRepository(database.sql);
    final LookRepository looks = new LookRepository(database.sql);
    final EmbeddingRepository embeddings = new EmbeddingRepository(database.sql);
    final long dataset;
    final List<Long> tasks;
    final List<String> log = new ArrayList<>();
    PlainEmbedder embedder = new PlainEmbedder("plain-1");

    /** With a data set of so many texts, numbered from 1. */
    HeadsOnH2(int texts) {
        dataset = database.dataset(texts, Rules.USUAL);
        tasks = database.taskIds(dataset);
    }

    HeadTraining training() {
        TaskItems items = new TaskItems() {
            @Override
            public Item item(Dataset of, Task task) {
                return new Item(SingleItem.ofText(task.text()), SingleItem.KEY);
            }

            @Override
            public String publicUrl(Dataset of, Task task) {
                throw new UnsupportedOperationException("texts have none");
            }

            @Override
            public Optional<String> renewed(Dataset of, Task task, String address) {
                return Optional.empty();
            }
        };
        return new HeadTraining(ledger, new TaskEmbeddings(items, embeddings), models(), labeling(), heads, looks, embeddings);
    }

    private EmbeddingDesk models() {
        return new EmbeddingDesk() {
            @Override
            public Embedder embedder(MediaKind kind) {
                return embedder;
            }
        };
    }

    private static LabelingDesk labeling() {
        return new LabelingDesk() {
            @Override
            public HeadTrainer trainer() {
                // The linear head needs no engine.
                return new Heads(null);
            }
        };
    }

    /** As a person would who knows: even numbers are OK. */
    void label(int from, int to) {
        for (int i = from; i < to; i++) {
            database.sql.update("update tasks set status = 'labeled', label = ?, labeled_at = ? where id = ?", (i + 1) % 2 == 0 ? "OK" : "NG",
                    HubDatabase.NOW.plusSeconds(i), tasks.get(i));
        }
    }

    String train() {
        return training().run(this);
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public JsonObject parameters() {
        return Json.createObjectBuilder().add(HeadTraining.DATASET, dataset).build();
    }

    @Override
    public String by() {
        return "admin";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public void progress(long done, long total, String step) {
        // Nobody looks.
    }

    @Override
    public void log(String line) {
        log.add(line);
    }

    @Override
    public JsonObject saved() {
        return JsonObject.EMPTY_JSON_OBJECT;
    }

    @Override
    public void save(JsonObject state) {
        throw new UnsupportedOperationException("a training saves nothing of its own");
    }

    @Override
    public void goOn() {
        // Goes on.
    }

    static Instant at(int seconds) {
        return HubDatabase.NOW.plusSeconds(seconds);
    }

    @Override
    public void close() {
        database.close();
    }
}
