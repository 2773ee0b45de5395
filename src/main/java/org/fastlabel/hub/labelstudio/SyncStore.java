package org.fastlabel.hub.labelstudio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.api.JsonBody;
import org.fastlabel.hub.store.Sql;

/** How far each data set is in step with Label Studio: tables {@code ls_sync} and {@code ls_versions}. */
@ApplicationScoped
public class SyncStore {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int LONGEST_ADDRESS = 500;
    private static final Duration LEASE = Duration.ofMinutes(3);

    private final Clock clock;

    @Inject
    private Sql sql;

    public SyncStore() {
        this.clock = Clock.systemUTC();
    }

    SyncStore(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private void exists(long dataset) {
        try {
            sql.update("insert into ls_sync (dataset_id, events, handled) select d.id, 0, 0 from datasets d where d.id = ? "
                    + "and not exists (select 1 from ls_sync where dataset_id = ?)", dataset, dataset);
        } catch (IllegalStateException e) {
            // Another process has added the same row at the same moment; if it is something else, the next statement says so.
            if (sql.number("select count(*) from ls_sync where dataset_id = ?", dataset) == 0) {
                throw e;
            }
        }
    }

    /** One job at a time reads answers of a data set, lest an older reading be noted after a newer one. @return false while another does */
    boolean hold(long dataset, long job) {
        exists(dataset);
        Instant now = clock.instant();
        return sql.update("update ls_sync set holder = ?, held_until = ? where dataset_id = ? and (holder is null or holder = ? or held_until < ?)",
                job, now.plus(LEASE), dataset, job, now) > 0;
    }

    void release(long dataset, long job) {
        sql.update("update ls_sync set holder = null, held_until = null where dataset_id = ? and holder = ?", dataset, job);
    }

    /** Counts one more thing that Label Studio told of. */
    void told(long dataset) {
        exists(dataset);
        sql.update("update ls_sync set events = events + 1 where dataset_id = ?", dataset);
    }

    long events(long dataset) {
        exists(dataset);
        return sql.number("select events from ls_sync where dataset_id = ?", dataset);
    }

    /** A reading that began after so many events is complete. */
    void handled(long dataset, long events) {
        sql.update("update ls_sync set handled = ? where dataset_id = ? and handled < ?", events, dataset, events);
    }

    /** Data sets with news that nobody has read. */
    List<Long> behind() {
        return sql.query("select dataset_id from ls_sync where events > handled order by dataset_id", row -> row.getLong(1));
    }

    /** Up to when changes there are known; empty where all has to be read. */
    Optional<Instant> seenUntil(long dataset, long project) {
        return sql.first("select seen_until from ls_sync where dataset_id = ? and seen_project = ? and seen_until is not null",
                row -> Sql.instant(row, "seen_until"), dataset, project);
    }

    void seen(long dataset, long project, Instant until) {
        exists(dataset);
        sql.update("update ls_sync set seen_until = ?, seen_project = ? where dataset_id = ?", until, project, dataset);
    }

    /** Whether all has to be read there each time. Tried anew after a day: the server may be another one by then. */
    boolean readsAll(String server) {
        return sql.number("select count(*) from ls_servers where address = ? and reads_all_at > ?", shortened(server), clock.instant().minus(DAY)) > 0;
    }

    void readAll(String server) {
        String address = shortened(server);
        if (sql.update("update ls_servers set reads_all_at = ? where address = ?", clock.instant(), address) == 0) {
            try {
                sql.update("insert into ls_servers (address, reads_all_at) values (?, ?)", address, clock.instant());
            } catch (IllegalStateException e) {
                // Another process has found out the same at the same moment; if it is something else, it says so now.
                sql.update("update ls_servers set reads_all_at = ? where address = ?", clock.instant(), address);
            }
        }
    }

    private static String shortened(String address) {
        return address.length() <= LONGEST_ADDRESS ? address : address.substring(0, LONGEST_ADDRESS);
    }

    Optional<JsonObject> report(long dataset) {
        return sql.query("select report from ls_sync where dataset_id = ? and report is not null", row -> row.getString(1), dataset).stream().findFirst()
                .map(JsonBody::object);
    }

    void report(long dataset, JsonObject report) {
        exists(dataset);
        sql.update("update ls_sync set report = ? where dataset_id = ?", report.toString(), dataset);
    }

    /** Predictions of these versions are ours to replace. */
    Set<String> versions(long project) {
        return new HashSet<>(sql.query("select version from ls_versions where project_id = ?", row -> row.getString(1), project));
    }

    void addVersion(long project, String version) {
        if (!versions(project).contains(version)) {
            try {
                sql.update("insert into ls_versions (project_id, version) values (?, ?)", project, version);
            } catch (IllegalStateException e) {
                if (!versions(project).contains(version)) {
                    throw e;
                }
            }
        }
    }

    void removeVersion(long project, String version) {
        sql.update("delete from ls_versions where project_id = ? and version = ?", project, version);
    }
}
