package org.fastlabel.hub.data;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Rules;

/** A data set as it is answered. */
public record DatasetView(long id, long datasetId, String name, String kind, List<String> labels, String instructions, long count,
                          Map<String, Long> byStatus, long assigned, Rules rules, Long lsProjectId, Source source, Instant createdAt,
                          String createdBy, List<LeftOut.Row> skipped, Integer duplicates,
                          LeftOut.Brought brought) {

    private static final List<String> STATUSES = List.of("new", "imported", "labeled", "skipped", "review");

    /** Nothing of paths. */
    public record Source(String type) {
    }

    static DatasetView of(Dataset d, Map<String, Long> counts, long assigned, LeftOut leftOut) {
        Map<String, Long> byStatus = statuses(counts);
        return new DatasetView(d.id(), d.id(), d.name(), d.kind().wireName(), d.labels(), d.instructions(),
                byStatus.values().stream().mapToLong(n -> n).sum(), byStatus, assigned, d.rules(), d.lsProject(),
                new Source(d.source().getString("type", "label")), d.createdAt(), d.createdBy(), leftOut == null ? null : leftOut.skipped(),
                leftOut == null ? null : leftOut.duplicates(), leftOut == null ? null : leftOut.brought());
    }

    /** All of them, in their order. */
    public static Map<String, Long> statuses(Map<String, Long> counts) {
        Map<String, Long> all = new LinkedHashMap<>();
        STATUSES.forEach(s -> all.put(s, counts.getOrDefault(s, 0L)));
        return all;
    }

    /** Those a task may have. */
    public static boolean isStatus(String text) {
        return STATUSES.contains(text);
    }
}
