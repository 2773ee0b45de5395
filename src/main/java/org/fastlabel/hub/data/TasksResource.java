package org.fastlabel.hub.data;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.StringReader;
import java.time.Clock;
import jakarta.json.Json;
import org.fastlabel.api.RecordJson;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.HubFields;
import org.fastlabel.hub.store.AnnotationRepository;
import org.fastlabel.hub.store.HubDatasetRepository;
import org.fastlabel.hub.store.TaskRepository;
import org.fastlabel.hub.store.TaskRow;
import org.fastlabel.security.AuditLog;
import org.fastlabel.security.CurrentUser;

/** Single tasks, for the person in charge. */
@Path("/hub/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({CurrentUser.ADMIN})
public class TasksResource {

    private final Clock clock = Clock.systemUTC();

    @EJB
    private HubDatasetRepository datasets;
    @EJB
    private TaskRepository tasks;
    @EJB
    private AnnotationRepository annotations;
    @Inject
    private AuditLog audit;
    @Inject
    private CurrentUser user;

    @GET
    @Path("{id}")
    public String find(@PathParam("id") long id) {
        TaskRow row = tasks.get(id);
        Dataset dataset = datasets.get(row.task().datasetId());
        JsonObject task = object(RecordJson.of(TaskView.of(dataset, row)));
        String answers = RecordJson.of(annotations.of(id));
        return Json.createObjectBuilder(task).add("answers", Json.createReader(new StringReader(answers)).readArray()).build().toString();
    }

    private static JsonObject object(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }

    /** What the person in charge decides; null takes that back. */
    @POST
    @Path("{id}/resolve")
    public String resolve(@PathParam("id") long id, String body) {
        String label = HubFields.of(body).line("label", 500).orElse(null);
        annotations.decide(id, user.name(), label, clock.instant());
        audit.record(user.name(), "task.resolve", "task " + id, label);
        return find(id);
    }
}
