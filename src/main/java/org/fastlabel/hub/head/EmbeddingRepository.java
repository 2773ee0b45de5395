package org.fastlabel.hub.head;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What models saw of tasks, so that each is looked at once by each model. */
@Stateless
public class EmbeddingRepository {

    private static final int AT_ONCE = 500;

    @Resource(lookup = "java:app/jdbc/FastLabel")
    private DataSource database;

    /** By task, as far as they are known. */
    public Map<Long, float[]> find(Collection<Long> tasks, String embedder) {
        Map<Long, float[]> found = new HashMap<>();
        List<Long> all = new ArrayList<>(tasks);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Long> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            String sql = "select task_id, numbers from hub_embeddings where embedder = ? and task_id in ("
                    + String.join(", ", Collections.nCopies(some.size(), "?")) + ")";
            try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, embedder);
                for (int i = 0; i < some.size(); i++) {
                    query.setLong(i + 2, some.get(i));
                }
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.put(rows.getLong(1), Rows.unpacked(rows.getBytes(2)));
                    }
                }
            } catch (SQLException e) {
                throw new EJBException(e);
            }
        }
        return found;
    }

    /** In a transaction of its own: when another process kept one of them first, none of these is kept. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void add(Map<Long, float[]> rows, String embedder) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into hub_embeddings (task_id, embedder, numbers) values (?, ?, ?)")) {
            for (Map.Entry<Long, float[]> row : rows.entrySet()) {
                insert.setLong(1, row.getKey());
                insert.setString(2, embedder);
                insert.setBytes(3, Rows.packed(row.getValue()));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new EJBException(e);
        }
    }

    /** Forgets what other models saw of a data set's tasks. */
    public int keepOnly(long dataset, String embedder) {
        try (Connection connection = database.getConnection(); PreparedStatement delete = connection.prepareStatement(
                "delete from hub_embeddings where embedder <> ? and task_id in (select id from tasks where dataset_id = ?)")) {
            delete.setString(1, embedder);
            delete.setLong(2, dataset);
            return delete.executeUpdate();
        } catch (SQLException e) {
            throw new EJBException(e);
        }
    }

    /** At most so many tasks of a data set, evenly chosen. */
    public List<Long> sample(long dataset, int most) {
        List<Long> ids = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(
                "select id from tasks where dataset_id = ? order by id")) {
            query.setLong(1, dataset);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        } catch (SQLException e) {
            throw new EJBException(e);
        }
        int n = Math.min(most, ids.size());
        List<Long> chosen = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            chosen.add(ids.get((int) ((long) i * ids.size() / n)));
        }
        return chosen;
    }
}
