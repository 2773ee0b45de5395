package org.fastlabel.hub.labelstudio;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.NotFound;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.jobs.JobQueue;
import org.fastlabel.security.AuditLog;
import org.fastlabel.security.CurrentUser;

/** A data set and its project in Label Studio. */
@Path("/hub/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(CurrentUser.ADMIN)
public class LabelStudioResource {

    private static final int SHORTEST_TITLE = 3;
    private static final int LONGEST_TITLE = 50;

    @Inject
    private TaskLedger ledger;
    @Inject
    private Desk desk;
    @Inject
    private SyncStore store;
    @Inject
    private JobQueue queue;
    @Inject
    private CurrentUser user;
    @Inject
    private AuditLog audit;

    @POST
    @Path("{id}/label_studio")
    public JsonObject project(@PathParam("id") long id, String body) {
        JsonObject fields = JsonBody.object(body);
        Dataset dataset = ledger.dataset(id);
        LabelStudioApi api = desk.api();
        JsonObject project;
        if (fields.get("create") instanceof JsonObject create) {
            project = api.create(title(create, dataset), LabelConfigXml.write(dataset.kind(), dataset.labels()));
        } else if (fields.containsKey("project_id")) {
            project = api.project(JsonBody.integer(fields.get("project_id"), "project_id"));
        } else {
            throw new InvalidInput("missing-project", "Give \"project_id\", or \"create\" with a \"title\".");
        }
        LabelScheme scheme = LabelScheme.of(project, dataset);
        long number = project.getJsonNumber("id").longValue();
        ledger.chooseProject(id, number);
        audit.record(user.name(), "dataset.project", "dataset " + id, "project " + number);
        return Json.createObjectBuilder().add("project_id", number).add("title", project.getString("title", "")).add("labels_match", scheme.fits())
                .add("detail", scheme.detail()).build();
    }

    private static String title(JsonObject create, Dataset dataset) {
        String title = JsonBody.text(create, "title").map(String::strip).filter(t -> !t.isEmpty()).orElse(dataset.name());
        if (title.length() < SHORTEST_TITLE || title.length() > LONGEST_TITLE) {
            throw new InvalidInput("bad-title", "A project's title has from " + SHORTEST_TITLE + " to " + LONGEST_TITLE + " characters in Label Studio.");
        }
        return title;
    }

    @POST
    @Path("{id}/import_to_ls")
    public JsonObject importTasks(@PathParam("id") long id) {
        return submit(LabelStudioJobs.IMPORT, id);
    }

    @POST
    @Path("{id}/export_from_ls")
    public JsonObject export(@PathParam("id") long id) {
        return submit(LabelStudioJobs.EXPORT, id);
    }

    @POST
    @Path("{id}/write_predictions")
    public JsonObject predictions(@PathParam("id") long id) {
        return submit(LabelStudioJobs.PREDICTIONS, id);
    }

    private JsonObject submit(String kind, long id) {
        ledger.dataset(id);
        desk.connection();
        JobQueue.Queued queued = queue.submit(kind, id, Json.createObjectBuilder().add("dataset_id", id).build(), user.name());
        audit.record(user.name(), "job.submit", "dataset " + id, kind);
        return Json.createObjectBuilder().add("job_id", queued.jobId()).add("status", queued.status()).build();
    }

    @GET
    @Path("{id}/label_studio/report")
    public JsonObject report(@PathParam("id") long id) {
        ledger.dataset(id);
        return store.report(id).orElseThrow(() -> new NotFound("no-report", "Nothing has been read from Label Studio for this data set yet. Export first."));
    }
}
