package org.fastlabel.hub.prelabel;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.hub.store.Sql;

/** Proposals, and what people's answers say of them. Each method is one transaction, or part of the caller's. */
@Stateless
public class PrelabelRepository {

    private final Clock clock = Clock.systemUTC();

    @Inject
    private Sql sql;
    @Inject
    private TaskLedger ledger;

    public PrelabelRepository() {
        // For the container.
    }

    PrelabelRepository(Sql sql, TaskLedger ledger) {
        this.sql = sql;
        this.ledger = ledger;
    }

    /** A model that has proposed for tasks of a data set. @param answered how many of these tasks people have labelled */
    public record Model(String version, int proposed, int answered) {
    }

    /** Keeps proposals and scores together: never one without the other. */
    public void keep(Map<Long, Task.Proposal> proposals, Map<Long, JsonObject> unusable, Map<Long, Double> confidence) {
        if (!proposals.isEmpty() || !unusable.isEmpty()) {
            ledger.propose(proposals, unusable);
        }
        if (!confidence.isEmpty()) {
            ledger.score(confidence);
        }
    }

    /** Those with most answers first. */
    public List<Model> models(long datasetId) {
        return sql.query("select prelabel_model, count(*) as proposed, sum(case when status = 'labeled' and label is not null then 1 else 0 end) "
                + "as answered from tasks where dataset_id = ? and prelabel_model is not null group by prelabel_model "
                + "order by answered desc, proposed desc, prelabel_model",
                row -> new Model(row.getString("prelabel_model"), row.getInt("proposed"), row.getInt("answered")), datasetId);
    }

    /** The proposals of one model that people have answered. */
    public List<Judged> judged(long datasetId, String model) {
        return sql.query("select id, prelabel_score, case when prelabel_label = label then 1 else 0 end as fits from tasks where dataset_id = ? "
                + "and prelabel_model = ? and status = 'labeled' and label is not null and prelabel_score is not null order by id",
                row -> new Judged(row.getLong("id"), row.getDouble("prelabel_score"), row.getInt("fits") == 1), datasetId, model);
    }

    /** What is known of each model. */
    public Map<String, Calibration> calibrations(long datasetId) {
        Map<String, Calibration> known = new HashMap<>();
        sql.each("select model, slope, intercept, answers from prelabel_calibrations where dataset_id = ?", row -> Map.entry(row.getString("model"),
                new Calibration(new Platt(row.getDouble("slope"), row.getDouble("intercept")), row.getInt("answers"))),
                e -> known.put(e.getKey(), e.getValue()), datasetId);
        return known;
    }

    /** Learns anew from all answers, of each model that has enough of them. @return as {@link #calibrations} */
    public Map<String, Calibration> recalibrate(long datasetId) {
        for (Model model : models(datasetId)) {
            if (model.answered() >= Platt.LEAST_LABELS) {
                List<Judged> judged = judged(datasetId, model.version());
                keep(datasetId, model.version(), new Calibration(Platt.fit(judged), judged.size()));
            }
        }
        return calibrations(datasetId);
    }

    private void keep(long datasetId, String model, Calibration c) {
        if (sql.update("update prelabel_calibrations set slope = ?, intercept = ?, answers = ?, fitted_at = ? where dataset_id = ? and model = ?",
                c.platt().slope(), c.platt().intercept(), c.answers(), clock.instant(), datasetId, model) == 0) {
            sql.update("insert into prelabel_calibrations (dataset_id, model, slope, intercept, answers, fitted_at) values (?, ?, ?, ?, ?, ?)",
                    datasetId, model, c.platt().slope(), c.platt().intercept(), c.answers(), clock.instant());
        }
    }
}
