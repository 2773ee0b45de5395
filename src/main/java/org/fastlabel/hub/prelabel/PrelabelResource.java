package org.fastlabel.hub.prelabel;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.PreLabeler;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.jobs.JobQueue;
import org.fastlabel.security.AuditLog;
import org.fastlabel.security.CurrentUser;

/** Pre-labels and scores of a data set, and how far they can be believed. */
@Path("/hub/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(CurrentUser.ADMIN)
public class PrelabelResource {

    private static final int MOST = 10_000_000;

    @Inject
    private TaskLedger ledger;
    @EJB
    private PrelabelRepository repository;
    @Inject
    private PreLabelers preLabelers;
    @Inject
    private JobQueue jobs;
    @Inject
    private CurrentUser user;
    @Inject
    private AuditLog audit;

    @POST
    @Path("{id}/prelabel")
    public JsonObject prelabel(@PathParam("id") long id, String body) {
        JsonObject fields = body == null || body.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : JsonBody.object(body);
        PreLabeler by = preLabelers.called(JsonBody.text(fields, "by").orElse(null));
        String model = JsonBody.text(fields, "model").map(String::strip).filter(name -> !name.isEmpty()).orElse(null);
        if (model != null && !model.matches("[\\w.:/@-]{1,150}")) {
            throw new InvalidInput("bad-model", "\"model\" must be the name of a model, such as llama3.2:1b.");
        }
        Asked asked = new Asked(id, by.by(), model, flag(fields, "only_unlabeled", false), limit(fields), flag(fields, "write", true));
        return submit(PrelabelJobs.PRELABEL, by, asked);
    }

    private static boolean flag(JsonObject fields, String name, boolean usual) {
        JsonValue value = fields.get(name);
        if (value == null || value == JsonValue.NULL) {
            return usual;
        }
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw new InvalidInput("bad-field", "\"" + name + "\" must be true or false.");
        }
        return value == JsonValue.TRUE;
    }

    private static int limit(JsonObject fields) {
        JsonValue value = fields.get("limit");
        return value == null || value == JsonValue.NULL ? 0 : within(JsonBody.integer(value, "limit"));
    }

    private static int within(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidInput("bad-limit", "\"limit\" must be a whole number from 1 to " + MOST + ".");
        }
        return limit;
    }

    @POST
    @Path("{id}/score_uncertainty")
    public JsonObject score(@PathParam("id") long id, @QueryParam("limit") String limit, @QueryParam("only_unlabeled") String onlyUnlabeled,
                            @QueryParam("by") String by, @QueryParam("write") String write) {
        PreLabeler asked = preLabelers.called(by);
        return submit(PrelabelJobs.SCORE, asked, new Asked(id, asked.by(), null, flag(onlyUnlabeled, "only_unlabeled", true), limit(limit),
                flag(write, "write", false)));
    }

    private static int limit(String text) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        try {
            return within(Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return within(0);
        }
    }

    private static boolean flag(String text, String name, boolean usual) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidInput("bad-field", "\"" + name + "\" must be true or false.");
        }
        return text.equals("true");
    }

    private JsonObject submit(String kind, PreLabeler by, Asked asked) {
        Dataset dataset = ledger.dataset(asked.datasetId());
        JobQueue.Queued queued = jobs.submit(PrelabelJobs.kind(kind, by.needsWeb()), dataset.id(), asked.toJson(), user.name());
        audit.record(user.name(), "dataset." + kind, "dataset " + dataset.id(), "by " + by.by() + ", job " + queued.jobId());
        return Json.createObjectBuilder().add("job_id", queued.jobId()).add("status", queued.status()).build();
    }

    @GET
    @Path("{id}/prelabelers")
    public JsonObject preLabelers(@PathParam("id") long id) {
        Dataset dataset = ledger.dataset(id);
        var list = Json.createArrayBuilder();
        for (PreLabeler p : preLabelers.all()) {
            PreLabeler.Readiness r = p.readiness(dataset);
            list.add(Json.createObjectBuilder().add("by", p.by()).add("ready", r.ready()).add("model", r.model()).add("detail", r.detail()));
        }
        return Json.createObjectBuilder().add("prelabelers", list).build();
    }

    @GET
    @Path("{id}/reliability")
    public JsonObject reliability(@PathParam("id") long id, @QueryParam("model") String model) {
        ledger.dataset(id);
        return ReliabilityView.of(repository, id, model);
    }
}
