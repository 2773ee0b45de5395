package org.fastlabel.hub.head;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.fastlabel.hub.store.Sql;
import org.fastlabel.labeling.head.Head;

/** The heads of the data sets, the newest and some before it. */
@Stateless
public class HeadRepository {

    private static final int KEPT = 20;
    private static final String COLUMNS = "dataset_id, version, embedder, labels, weights, learnt, accuracy_right, accuracy_of, trained_at";
    private static final String NEWEST_FIRST = " from hub_heads where dataset_id = ? order by trained_at desc, version";

    @Inject
    private Sql sql;

    public HeadRepository() {
        // For the container.
    }

    public HeadRepository(Sql sql) {
        this.sql = sql;
    }

    public Optional<TrainedHead> newest(long dataset) {
        return sql.first("select " + COLUMNS + NEWEST_FIRST + " limit 1", HeadRepository::head, dataset);
    }

    private static TrainedHead head(ResultSet row) throws SQLException {
        int of = row.getInt("accuracy_of");
        return new TrainedHead(row.getLong("dataset_id"), row.getString("version"), row.getString("embedder"), labels(row.getString("labels")),
                Head.fromBytes(Base64.getDecoder().decode(row.getString("weights"))), row.getInt("learnt"),
                of == 0 ? null : new TrainedHead.Accuracy(row.getInt("accuracy_right"), of), Sql.instant(row, "trained_at"));
    }

    private static List<String> labels(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(JsonString::getString);
        }
    }

    /** The newest first. */
    public List<String> versions(long dataset) {
        return sql.query("select version" + NEWEST_FIRST, row -> row.getString(1), dataset);
    }

    /** Keeps a head as the newest of its data set; the same one again in place of itself. */
    public void save(TrainedHead head) {
        delete(head.datasetId(), head.version());
        TrainedHead.Accuracy accuracy = head.accuracy();
        sql.update("insert into hub_heads (" + COLUMNS + ") values " + Sql.marks(9), head.datasetId(), head.version(), head.embedder(),
                Json.createArrayBuilder(head.labels()).build().toString(), Base64.getEncoder().encodeToString(head.head().toBytes()), head.learnt(),
                accuracy == null ? 0 : accuracy.right(), accuracy == null ? 0 : accuracy.of(), head.trainedAt());
        versions(head.datasetId()).stream().skip(KEPT).forEach(old -> delete(head.datasetId(), old));
    }

    private void delete(long dataset, String version) {
        sql.update("delete from hub_heads where dataset_id = ? and version = ?", dataset, version);
    }
}
