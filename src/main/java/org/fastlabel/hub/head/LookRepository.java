package org.fastlabel.hub.head;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What there is to learn, and what was seen of it. */
@Stateless
public class LookRepository {

    private static final String LABELLED = "select dataset_id, count(*) as labelled, max(labeled_at) as latest from tasks where label is not null";

    @Resource(lookup = "java:app/jdbc/FastLabel")
    private DataSource database;

    /** @param labels how many tasks have one @param until when the last of them was given; null for none */
    public record Labelled(long labels, Instant until) {
    }

    /** @param seen by the last training; null when there was none @param at when that ended @param seconds how long it took */
    public record Look(long dataset, Labelled now, Labelled seen, Instant at, double seconds) {
    }

    public Labelled labelled(long dataset) {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(
                LABELLED + " and dataset_id = ? group by dataset_id")) {
            query.setLong(1, dataset);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new Labelled(row.getLong(2), instant(row, 3)) : new Labelled(0, null);
            }
        } catch (SQLException e) {
            throw new EJBException(e);
        }
    }

    /** Of every data set that has labels. */
    public List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(
                "select t.dataset_id, t.labelled, t.latest, l.seen_labels, l.seen_until, l.looked_at, l.seconds from (" + LABELLED
                + " group by dataset_id) t left join hub_head_looks l on l.dataset_id = t.dataset_id"); ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                Instant at = instant(rows, 6);
                looks.add(new Look(rows.getLong(1), new Labelled(rows.getLong(2), instant(rows, 3)),
                        at == null ? null : new Labelled(rows.getLong(4), instant(rows, 5)), at, rows.getDouble(7)));
            }
        } catch (SQLException e) {
            throw new EJBException(e);
        }
        return looks;
    }

    public void looked(Look look) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update hub_head_looks set seen_labels = ?, seen_until = ?, looked_at = ?, seconds = ? where dataset_id = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into hub_head_looks (seen_labels, seen_until, looked_at, seconds, dataset_id) values (?, ?, ?, ?, ?)")) {
            fill(update, look);
            if (update.executeUpdate() == 0) {
                fill(insert, look);
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new EJBException(e);
        }
    }

    private static void fill(PreparedStatement statement, Look look) throws SQLException {
        statement.setLong(1, look.seen().labels());
        statement.setObject(2, HeadRepository.at(look.seen().until()), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(3, HeadRepository.at(look.at()));
        statement.setDouble(4, look.seconds());
        statement.setLong(5, look.dataset());
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
