package org.fastlabel.hub.data;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.RecordJson;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.store.HubDatasetRepository;
import org.fastlabel.hub.store.TaskPage;
import org.fastlabel.hub.store.TaskQuery;
import org.fastlabel.hub.store.TaskRepository;
import org.fastlabel.security.CurrentUser;

/** The tasks of a data set, page by page. */
@Path("/hub/datasets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({CurrentUser.ADMIN})
public class TaskListResource {

    private static final int LONGEST_SEARCH = 500;

    @EJB
    private HubDatasetRepository datasets;
    @EJB
    private TaskRepository tasks;

    /** @param next null when there are no more */
    public record Listed(List<TaskView> tasks, String next) {
    }

    @GET
    @Path("{id}/tasks")
    public String list(@PathParam("id") long id, @QueryParam("status") String status, @QueryParam("assigned_to") String assignedTo,
                       @QueryParam("label") String label, @QueryParam("prelabel_label") String prelabel, @QueryParam("q") String words,
                       @QueryParam("order") String order, @QueryParam("after") String after, @QueryParam("limit") String limit) {
        Dataset dataset = datasets.get(id);
        if (given(status) != null && !DatasetView.isStatus(status)) {
            throw new InvalidInput("bad-status", "\"status\" must be new, imported, labeled, skipped or review, not \"" + JsonBody.shortened(status)
                    + "\".");
        }
        if (given(order) != null && !order.equals("id") && !order.equals("priority")) {
            throw new InvalidInput("bad-order", "\"order\" must be id or priority.");
        }
        if (words != null && words.length() > LONGEST_SEARCH) {
            throw new InvalidInput("bad-q", "\"q\" may have at most " + LONGEST_SEARCH + " characters.");
        }
        TaskPage page = tasks.page(new TaskQuery(id, given(status), given(assignedTo), given(label), given(prelabel), given(words),
                "priority".equals(order), given(after), Shown.limit(limit, 50, 500)));
        return RecordJson.of(new Listed(page.tasks().stream().map(row -> TaskView.of(dataset, row)).toList(), page.next()));
    }

    /** Empty is as absent; PostgreSQL keeps no NUL, so nothing is found by it. */
    private static String given(String text) {
        return text == null || text.isEmpty() ? null : text.replace('\0', ' ');
    }

    /** One of the hardest. */
    public record Hard(long taskId, Long lsTaskId, String status, String assignedTo, String prelabelLabel, Double uncertaintyScore,
                       Integer priority) {

        static Hard of(Task t) {
            return new Hard(t.id(), t.lsTask(), t.status(), t.assignedTo(), t.proposal() == null ? null : t.proposal().label(), t.uncertainty(),
                    t.priority());
        }
    }

    public record Hardest(long datasetId, List<Hard> tasks) {
    }

    /** Those still to be labelled. */
    @GET
    @Path("{id}/priority_tasks")
    public String hardest(@PathParam("id") long id, @QueryParam("limit") String limit) {
        Dataset dataset = datasets.get(id);
        TaskPage page = tasks.page(new TaskQuery(id, TaskQuery.OPEN, null, null, null, null, true, null, Shown.limit(limit, 50, 1_000)));
        return RecordJson.of(new Hardest(dataset.id(), page.tasks().stream().map(row -> Hard.of(row.task())).toList()));
    }
}
