package org.fastlabel.hub.head;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.fastlabel.hub.store.Sql;

/** What there is to learn, and what was seen of it. */
@Stateless
public class LookRepository {

    private static final String LABELLED =
            "select dataset_id, count(*) as labelled, max(labeled_at) as latest from tasks where label is not null";

    @Inject
    private Sql sql;

    public LookRepository() {
        // For the container.
    }

    public LookRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param labels how many tasks have one @param until when the last of them was given; null for none */
    public record Labelled(long labels, Instant until) {
    }

    /** @param seen by the last training; null when there was none @param at when that ended @param seconds how long it took */
    public record Look(long dataset, Labelled now, Labelled seen, Instant at, double seconds) {
    }

    public Labelled labelled(long dataset) {
        return sql.first(LABELLED + " and dataset_id = ? group by dataset_id", LookRepository::labelled, dataset).orElse(new Labelled(0, null));
    }

    private static Labelled labelled(ResultSet row) throws SQLException {
        return new Labelled(row.getLong("labelled"), Sql.instant(row, "latest"));
    }

    /** Of every data set that has labels. */
    public List<Look> looks() {
        return sql.query("select t.dataset_id, t.labelled, t.latest, l.seen_labels, l.seen_until, l.looked_at, l.seconds from (" + LABELLED
                + " group by dataset_id) t left join hub_head_looks l on l.dataset_id = t.dataset_id", row -> {
            Instant at = Sql.instant(row, "looked_at");
            Labelled seen = at == null ? null : new Labelled(row.getLong("seen_labels"), Sql.instant(row, "seen_until"));
            return new Look(row.getLong("dataset_id"), labelled(row), seen, at, row.getDouble("seconds"));
        });
    }

    public void looked(Look look) {
        sql.update("delete from hub_head_looks where dataset_id = ?", look.dataset());
        sql.update("insert into hub_head_looks (dataset_id, seen_labels, seen_until, looked_at, seconds) values (?, ?, ?, ?, ?)", look.dataset(),
                look.seen().labels(), look.seen().until(), look.at(), look.seconds());
    }
}
