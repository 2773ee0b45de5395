package org.fastlabel.hub.head;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.fastlabel.api.Interval;
import org.fastlabel.api.NotFound;
import org.fastlabel.jobs.JobQueue;
import org.fastlabel.security.AuditLog;
import org.fastlabel.security.CurrentUser;

/** The head of a data set. */
@Path("/hub/datasets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(CurrentUser.ADMIN)
public class HeadResource {

    @Inject
    private HeadDesk desk;
    @Inject
    private CurrentUser user;
    @Inject
    private AuditLog audit;

    @GET
    @Path("{id}/head")
    public String head(@PathParam("id") String id) {
        HeadDesk.View view = desk.view(number(id));
        JsonObjectBuilder json = Json.createObjectBuilder();
        TrainedHead head = view.head();
        if (head == null) {
            json.addNull("version").addNull("trained_at").add("labels", 0).add("accuracy", JsonValue.NULL);
        } else {
            json.add("version", head.version()).add("trained_at", head.trainedAt().toString()).add("labels", head.learnt())
                    .add("embedder", head.embedder());
            if (head.accuracy() == null) {
                json.addNull("accuracy");
            } else {
                Interval interval = head.accuracy().interval();
                json.add("accuracy", Json.createObjectBuilder().add("right", head.accuracy().right()).add("of", head.accuracy().of())
                        .add("share", interval.share()).add("low", interval.low()).add("high", interval.high()));
            }
        }
        json.add("state", view.state());
        return (view.detail() == null ? json.addNull("detail") : json.add("detail", view.detail())).build().toString();
    }

    @POST
    @Path("{id}/head/train")
    public String train(@PathParam("id") String id) {
        JobQueue.Queued queued = desk.train(number(id), user.name());
        audit.record(user.name(), "head.train", "dataset " + number(id), null);
        return Json.createObjectBuilder().add("job_id", queued.jobId()).add("status", queued.status()).build().toString();
    }

    private static long number(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw new NotFound("unknown-dataset", "There is no such data set.");
        }
        return Long.parseLong(id);
    }
}
