package org.fastlabel.hub.labelstudio;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fastlabel.jobs.JobRun;

/**
 * Reads all tasks of a project page by page. Pages are counted from the start of the list, so what comes or goes meanwhile shifts them:
 * then all is read again, a few times. A task may therefore be given out more than once.
 */
final class Sweep {

    static final int PAGE = 500;
    /** With answers and predictions in it. */
    static final int FULL_PAGE = 200;
    private static final int ATTEMPTS = 3;
    /** As its filters want a moment. */
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final LabelStudioApi api;
    private final JobRun job;

    Sweep(LabelStudioApi api, JobRun job) {
        this.api = api;
        this.job = job;
    }

    /** Whoever looks at what is read. */
    interface Reader {

        /** All is read from the beginning, perhaps once more. */
        default void begin() {
        }

        void page(List<JsonObject> tasks);
    }

    /** @param seen numbers of all tasks there @param steady whether nothing came or went while the last reading went on */
    record Seen(Set<Long> seen, boolean steady) {
    }

    Seen all(long project, boolean full, Reader reader) {
        return read(project, full, Json.createObjectBuilder(), reader);
    }

    /** Only those changed after a moment of that server's clock. */
    Seen changedAfter(long project, Instant moment, Reader reader) {
        return read(project, true, Json.createObjectBuilder().add("filters", Json.createObjectBuilder().add("conjunction", "and").add("items",
                Json.createArrayBuilder().add(Json.createObjectBuilder().add("filter", "filter:tasks:updated_at").add("operator", "greater")
                        .add("type", "Datetime").add("value", MOMENT.format(moment))))), reader);
    }

    private Seen read(long project, boolean full, JsonObjectBuilder filters, Reader reader) {
        JsonObject query = filters.add("ordering", Json.createArrayBuilder().add("tasks:id")).build();
        Set<Long> seen = new HashSet<>();
        for (int attempt = 1; ; attempt++) {
            Set<Long> now = new HashSet<>();
            reader.begin();
            boolean steady = once(project, full, query, reader, now);
            seen.addAll(now);
            if (steady || attempt == ATTEMPTS) {
                return new Seen(steady ? now : seen, steady);
            }
        }
    }

    private boolean once(long project, boolean full, JsonObject query, Reader reader, Set<Long> seen) {
        int total = -1;
        boolean steady = true;
        int rows = 0;
        for (int number = 1; ; number++) {
            job.goOn();
            LabelStudioApi.TaskPage page = api.tasks(project, number, full ? FULL_PAGE : PAGE, full, query);
            if (page.tasks().isEmpty()) {
                break;
            }
            total = total < 0 ? page.total() : total;
            steady &= page.total() == total;
            rows += page.tasks().size();
            page.tasks().forEach(task -> seen.add(task.getJsonNumber("id").longValue()));
            reader.page(page.tasks());
            if (rows >= page.total()) {
                break;
            }
        }
        return steady && seen.size() == Math.max(total, 0);
    }
}
