package org.fastlabel.hub.store;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.fastlabel.hub.Rules;

/** Tasks as rows: put in, and what is noted at single ones. */
@Stateless
public class TaskRepository {

    private static final int BUCKETS = 10_000;

    @Inject
    private Sql sql;

    public TaskRepository() {
        // For the container.
    }

    public TaskRepository(Sql sql) {
        this.sql = sql;
    }

    /** A task that is to be made. @param gold the known answer, or null */
    public record NewTask(String key, JsonObject data, String gold) {

        /** What a search looks into. */
        String search() {
            return data.getString("text", key).toLowerCase(Locale.ROOT);
        }
    }

    /** Which of ten thousand shares a task falls into: the same for ever, whatever else is in the data set. */
    public static int bucket(String key) {
        CRC32 sum = new CRC32();
        sum.update(key.getBytes(StandardCharsets.UTF_8));
        // A checksum's own low digits follow a counter's; multiplied and cut above they do not.
        return (int) (((sum.getValue() * 0x9E3779B97F4A7C15L) >>> 32) % BUCKETS);
    }

    static int overlap(Rules rules, int bucket) {
        return bucket < Math.round(rules.overlapShare() * BUCKETS) ? rules.overlap() : 1;
    }

    /** @param tasks at most {@link Sql#PAGE} for the sake of memory @return their numbers, in the same order */
    public long[] add(long datasetId, Rules rules, List<NewTask> tasks, Instant now) {
        long[] ids = sql.ids("tasks_seq", tasks.size());
        List<Object[]> rows = new ArrayList<>(tasks.size());
        for (int i = 0; i < ids.length; i++) {
            NewTask task = tasks.get(i);
            int bucket = bucket(task.key());
            rows.add(new Object[] {ids[i], datasetId, task.key(), task.data().toString(), task.search(), task.gold(), bucket,
                overlap(rules, bucket), now});
        }
        sql.batch("insert into tasks (id, dataset_id, item_key, data, search, gold_label, bucket, overlap, updated_at, status, version) "
                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'new', 0)", rows);
        return ids;
    }

    /** Chooses anew which tasks several people answer. */
    public void overlap(long datasetId, Rules rules) {
        sql.update("update tasks set overlap = case when bucket < ? then ? else 1 end where dataset_id = ?",
                Math.round(rules.overlapShare() * BUCKETS), rules.overlap(), datasetId);
    }
}
