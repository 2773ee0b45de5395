package org.fastlabel.hub.data;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.store.Sql;

/** Data sets with how far they have come. */
@ApplicationScoped
public class Shown {

    @Inject
    private Sql sql;

    DatasetView one(Dataset dataset, LeftOut leftOut) {
        return views(List.of(dataset), leftOut).get(0);
    }

    List<DatasetView> all(List<Dataset> datasets) {
        return views(datasets, null);
    }

    private record Count(long dataset, String status, long tasks, long assigned) {
    }

    private List<DatasetView> views(List<Dataset> datasets, LeftOut leftOut) {
        if (datasets.isEmpty()) {
            return List.of();
        }
        Map<Long, Map<String, Long>> statuses = new HashMap<>();
        Map<Long, Long> assigned = new HashMap<>();
        sql.each("select dataset_id, status, count(*), count(assigned_to) from tasks where dataset_id in " + Sql.marks(datasets.size())
                + " group by dataset_id, status", row -> new Count(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)), count -> {
                    statuses.computeIfAbsent(count.dataset(), d -> new HashMap<>()).put(count.status(), count.tasks());
                    assigned.merge(count.dataset(), count.assigned(), Long::sum);
                }, datasets.stream().map(Dataset::id).toArray());
        return datasets.stream().map(d -> DatasetView.of(d, statuses.getOrDefault(d.id(), Map.of()), assigned.getOrDefault(d.id(), 0L), leftOut))
                .toList();
    }

    /** @throws InvalidInput with code {@code bad-limit} */
    public static int limit(String text, int usual, int most) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1) {
            throw new InvalidInput("bad-limit", "\"limit\" must be a whole number from 1 to " + most + ".");
        }
        return Math.min(most, Integer.parseInt(text));
    }
}
