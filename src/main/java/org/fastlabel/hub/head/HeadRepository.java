package org.fastlabel.hub.head;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fastlabel.labeling.head.Head;

/** The heads of the data sets, the newest and some before it. */
@Stateless
public class HeadRepository {

    private static final int KEPT = 20;
    private static final String COLUMNS = "dataset_id, version, embedder, labels, weights, learnt, accuracy_right, accuracy_of, trained_at";

    @Resource(lookup = "java:app/jdbc/FastLabel")
    private DataSource database;

    public Optional<TrainedHead> newest(long dataset) {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(
                "select " + COLUMNS + " from hub_heads where dataset_id = ? order by trained_at desc, version fetch first 1 rows only")) {
            query.setLong(1, dataset);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(head(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new EJBException(e);
        }
    }

    private static TrainedHead head(ResultSet row) throws SQLException {
        int of = row.getInt(8);
        return new TrainedHead(row.getLong(1), row.getString(2), row.getString(3), labels(row.getString(4)),
                Head.fromBytes(Base64.getDecoder().decode(row.getString(5))), row.getInt(6),
                of == 0 ? null : new TrainedHead.Accuracy(row.getInt(7), of), row.getObject(9, OffsetDateTime.class).toInstant());
    }

    private static List<String> labels(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(JsonString::getString);
        }
    }

    /** The newest first. */
    public List<String> versions(long dataset) {
        List<String> versions = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(
                "select version from hub_heads where dataset_id = ? order by trained_at desc, version")) {
            query.setLong(1, dataset);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    versions.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new EJBException(e);
        }
        return versions;
    }

    /** Keeps a head as the newest of its data set; the same one again in place of itself. */
    public void save(TrainedHead head) {
        try (Connection connection = database.getConnection()) {
            delete(connection, head.datasetId(), head.version());
            try (PreparedStatement insert = connection.prepareStatement("insert into hub_heads (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setLong(1, head.datasetId());
                insert.setString(2, head.version());
                insert.setString(3, head.embedder());
                insert.setString(4, Json.createArrayBuilder(head.labels()).build().toString());
                insert.setString(5, Base64.getEncoder().encodeToString(head.head().toBytes()));
                insert.setInt(6, head.learnt());
                insert.setObject(7, head.accuracy() == null ? null : head.accuracy().right(), Types.INTEGER);
                insert.setObject(8, head.accuracy() == null ? null : head.accuracy().of(), Types.INTEGER);
                insert.setObject(9, at(head.trainedAt()));
                insert.executeUpdate();
            }
            List<String> versions = versions(head.datasetId());
            for (String old : versions.subList(Math.min(KEPT, versions.size()), versions.size())) {
                delete(connection, head.datasetId(), old);
            }
        } catch (SQLException e) {
            throw new EJBException(e);
        }
    }

    private static void delete(Connection connection, long dataset, String version) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from hub_heads where dataset_id = ? and version = ?")) {
            delete.setLong(1, dataset);
            delete.setString(2, version);
            delete.executeUpdate();
        }
    }

    static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
