package org.fastlabel.hub.head;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.embedding.Content;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskItems;

/** What a model sees of tasks: read where it is known, else made now and kept. */
@ApplicationScoped
public class TaskEmbeddings {

    private static final System.Logger LOG = System.getLogger(TaskEmbeddings.class.getName());
    /** Read and decoded at a time. */
    private static final long MOST_BYTES = 64L << 20;

    @Inject
    private TaskItems items;
    @EJB
    private EmbeddingRepository repository;

    public TaskEmbeddings() {
        // For the container.
    }

    TaskEmbeddings(TaskItems items, EmbeddingRepository repository) {
        this.items = items;
        this.repository = repository;
    }

    /**
     * Unit-length rows by task.
     *
     * @param unreadable is told of tasks that cannot be embedded, with the reason; they have no row
     * @param between    called between batches; what it throws ends the work, and what was made is kept
     */
    public Map<Long, float[]> of(Dataset dataset, List<Task> tasks, Embedder embedder, Map<Long, String> unreadable, Runnable between) {
        Map<Long, float[]> known = repository.find(tasks.stream().map(Task::id).toList(), embedder.id());
        Map<Long, Content> read = new HashMap<>();
        long bytes = 0;
        for (Task task : tasks) {
            if (known.containsKey(task.id())) {
                continue;
            }
            try {
                TaskItems.Item item = items.item(dataset, task);
                Content content = embedder.read(item.source(), item.key());
                read.put(task.id(), content);
                bytes += content.bytes();
            } catch (InvalidInput | NotFound e) {
                unreadable.put(task.id(), e.getMessage());
            }
            if (read.size() >= embedder.batch() || bytes > MOST_BYTES) {
                known.putAll(made(read, embedder));
                read.clear();
                bytes = 0;
                between.run();
            }
        }
        known.putAll(made(read, embedder));
        return known;
    }

    private Map<Long, float[]> made(Map<Long, Content> read, Embedder embedder) {
        if (read.isEmpty()) {
            return Map.of();
        }
        List<Long> ids = new ArrayList<>(read.keySet());
        float[][] rows = embedder.embed(ids.stream().map(read::get).toList());
        Map<Long, float[]> made = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            made.put(ids.get(i), Rows.unpacked(Rows.packed(rows[i])));
        }
        try {
            repository.add(made, embedder.id());
        } catch (EJBException e) {
            LOG.log(System.Logger.Level.DEBUG, "embeddings of tasks were not kept: another process was faster, or they are gone");
        }
        return made;
    }
}
