package org.fastlabel.hub.head;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.hub.store.Sql;

/** What models saw of tasks, so that each is looked at once by each model. */
@Stateless
public class EmbeddingRepository {

    @Inject
    private Sql sql;

    public EmbeddingRepository() {
        // For the container.
    }

    public EmbeddingRepository(Sql sql) {
        this.sql = sql;
    }

    /** By task, as far as they are known. */
    public Map<Long, float[]> find(Collection<Long> tasks, String embedder) {
        Map<Long, float[]> found = new HashMap<>();
        for (List<Long> some : Sql.pages(new ArrayList<>(tasks))) {
            sql.each("select task_id, numbers from hub_embeddings where embedder = ? and task_id in " + Sql.marks(some.size()),
                    row -> Map.entry(row.getLong(1), Rows.unpacked(row.getBytes(2))), e -> found.put(e.getKey(), e.getValue()),
                    Sql.all(embedder, some));
        }
        return found;
    }

    /** In a transaction of its own: when another process kept one of them first, none of these is kept. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void add(Map<Long, float[]> rows, String embedder) {
        sql.batch("insert into hub_embeddings (task_id, embedder, numbers) values (?, ?, ?)", rows.entrySet().stream()
                .map(row -> new Object[] {row.getKey(), embedder, Rows.packed(row.getValue())}).toList());
    }

    /** Forgets what other models saw of a data set's tasks. */
    public int keepOnly(long dataset, String embedder) {
        return sql.update("delete from hub_embeddings where embedder <> ? and task_id in (select id from tasks where dataset_id = ?)", embedder,
                dataset);
    }

    /** At most so many tasks of a data set, evenly chosen. */
    public List<Long> sample(long dataset, int most) {
        List<Long> ids = sql.query("select id from tasks where dataset_id = ? order by id", row -> row.getLong(1), dataset);
        int n = Math.min(most, ids.size());
        List<Long> chosen = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            chosen.add(ids.get((int) ((long) i * ids.size() / n)));
        }
        return chosen;
    }
}
