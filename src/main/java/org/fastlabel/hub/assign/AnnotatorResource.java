package org.fastlabel.hub.assign;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.RecordJson;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.HubFields;
import org.fastlabel.hub.data.Shown;
import org.fastlabel.hub.store.AnnotationRepository;
import org.fastlabel.hub.store.AnnotationRepository.Given;
import org.fastlabel.hub.store.HubDatasetRepository;
import org.fastlabel.hub.store.MineRepository;
import org.fastlabel.hub.store.MineRepository.Mine;
import org.fastlabel.hub.store.TaskRepository;
import org.fastlabel.security.CurrentUser;

/** Everybody's own tasks: seen, answered, skipped, taken back. */
@Path("/hub/annotator")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({CurrentUser.ADMIN, CurrentUser.ANNOTATOR})
public class AnnotatorResource {

    private static final List<String> STATUSES = List.of("open", "new", "imported", "labeled", "skipped");
    private static final double LONGEST_SECONDS = 1_000_000;

    private final Clock clock = Clock.systemUTC();

    @EJB
    private MineRepository mine;
    @EJB
    private AnnotationRepository annotations;
    @EJB
    private HubDatasetRepository datasets;
    @Inject
    private CurrentUser user;

    /** @param next null when there are no more */
    public record Listed(List<MyTaskView> tasks, String next) {
    }

    @GET
    @Path("tasks")
    public String tasks(@QueryParam("dataset_id") String dataset, @QueryParam("status") String status, @QueryParam("limit") String limit,
                        @QueryParam("after") String after) {
        if (status != null && !status.isEmpty() && !STATUSES.contains(status)) {
            throw new InvalidInput("bad-status", "\"status\" must be one of " + String.join(", ", STATUSES) + ".");
        }
        String who = user.name();
        MineRepository.Page page = mine.page(who, number(dataset), status == null || status.isEmpty() ? null : status, after,
                Shown.limit(limit, 50, 500), clock.instant());
        Map<Long, Dataset> sets = new HashMap<>();
        return RecordJson.of(new Listed(page.tasks().stream().map(m -> MyTaskView.of(sets.computeIfAbsent(m.task().datasetId(), datasets::get), m, who))
                .toList(), page.next()));
    }

    private static Long number(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new InvalidInput("bad-dataset-id", "\"dataset_id\" must be the number of a data set.");
        }
        return Long.parseLong(text);
    }

    /** A data set in which the person has something to do. */
    public record MySet(long id, String name, String kind, List<String> labels, String instructions, boolean hidePrelabel, long open, long labeled,
                        long skipped, Instant deadline) {
    }

    public record MySets(List<MySet> datasets) {
    }

    @GET
    @Path("datasets")
    public String datasets() {
        return RecordJson.of(new MySets(mine.datasets(user.name(), clock.instant()).stream().map(s -> new MySet(s.dataset().id(), s.dataset().name(),
                s.dataset().kind().wireName(), s.dataset().labels(), s.dataset().instructions(), s.dataset().rules().hidePrelabel(), s.open(),
                s.labeled(), s.skipped(), s.dataset().rules().deadline())).toList()));
    }

    @POST
    @Path("tasks/{id}/answer")
    public String answer(@PathParam("id") long id, String body) {
        HubFields fields = HubFields.of(body);
        String label = fields.required("label", 500);
        return taken(id, new Given(label, null, fields.number("seconds", 0, LONGEST_SECONDS).orElse(null), fields.flag("prelabel_shown", false),
                submitId(fields)));
    }

    @POST
    @Path("tasks/{id}/skip")
    public String skip(@PathParam("id") long id, String body) {
        HubFields fields = HubFields.of(body);
        String reason = fields.required("reason", 500);
        return taken(id, new Given(null, reason, fields.number("seconds", 0, LONGEST_SECONDS).orElse(null), fields.flag("prelabel_shown", false),
                submitId(fields)));
    }

    private static String submitId(HubFields fields) {
        String id = fields.line("submit_id", 64).filter(t -> !t.isEmpty()).orElseGet(() -> UUID.randomUUID().toString());
        if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
            throw HubFields.bad("submit_id", "a UUID, or up to 64 letters, digits, dots and dashes");
        }
        return id;
    }

    private String taken(long task, Given given) {
        long dataset = annotations.answer(task, user.name(), given, clock.instant());
        return Json.createObjectBuilder().add("saved", true).add("task_id", task).add("remaining", mine.remaining(user.name(), dataset,
                clock.instant())).add("undo", true).build().toString();
    }

    public record Undone(MyTaskView undone) {
    }

    @POST
    @Path("undo")
    public String undo(String body) {
        HubFields fields = HubFields.of(body);
        if (!fields.has("dataset_id")) {
            throw new InvalidInput("missing-dataset-id", "\"dataset_id\" is missing.");
        }
        long dataset = fields.whole("dataset_id", 0, 1, Integer.MAX_VALUE);
        Optional<Long> task = annotations.undo(dataset, user.name(), clock.instant());
        return RecordJson.of(new Undone(task.map(id -> {
            Mine m = mine.find(id, user.name()).orElseThrow(TaskRepository::unknown);
            return MyTaskView.of(datasets.get(dataset), m, user.name());
        }).orElse(null)));
    }
}
