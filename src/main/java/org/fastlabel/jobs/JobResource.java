package org.fastlabel.jobs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.jobs.JobState.Status;
import org.fastlabel.security.CurrentUser;
import org.fastlabel.security.Sessions;

/** Jobs, whichever process runs them. */
@Path("/jobs")
@RolesAllowed(CurrentUser.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class JobResource {

    private static final int MOST = 500;

    @EJB
    private JobRepository jobs;
    @EJB
    private JobDesk desk;
    @EJB
    private WorkerRepository workers;
    @EJB
    private JobStream stream;
    @Inject
    private CurrentUser user;
    @Inject
    private Sessions sessions;

    @GET
    public JsonObject list(@QueryParam("kind") String kind, @QueryParam("status") String status, @QueryParam("dataset_id") String dataset,
                           @QueryParam("after") String after, @QueryParam("limit") @DefaultValue("50") String limit) {
        Status wanted = status == null || status.isBlank() ? null : Status.of(status).orElseThrow(() -> new InvalidInput("bad-status",
                "\"status\" must be queued, running, success, failed or cancelled."));
        int most = (int) number("limit", limit, 1, MOST);
        List<Job> page = jobs.page(new JobRepository.Filter(kind == null || kind.isBlank() ? null : kind, wanted, optional("dataset_id", dataset),
                optional("after", after)), most);
        return JobJson.page("jobs", page, most, JobJson::of, Job::id);
    }

    @GET
    @Path("{id}")
    public JsonObject one(@PathParam("id") String id) {
        return JobJson.of(jobs.find(id(id)));
    }

    @GET
    @Path("{id}/log")
    public JsonObject log(@PathParam("id") String id, @QueryParam("after") @DefaultValue("0") String after) {
        List<Job.Line> lines = jobs.log(id(id), (int) number("after", after, 0, Integer.MAX_VALUE), MOST);
        return JobJson.page("lines", lines, MOST, JobJson::of, line -> (long) line.n());
    }

    @POST
    @Path("{id}/cancel")
    public JsonObject cancel(@PathParam("id") String id) {
        return JobJson.of(desk.cancel(id(id), user.name()));
    }

    @POST
    @Path("{id}/retry")
    public JsonObject retry(@PathParam("id") String id) {
        return JobJson.of(desk.retry(id(id), user.name()));
    }

    @GET
    @Path("workers")
    public JsonObject workers() {
        return Json.createObjectBuilder().add("workers", JobJson.array(workers.all(), JobJson::of)).build();
    }

    /** Every change of every job; who was listening before, and says up to which one, gets what was missed. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Context SseEventSink sink, @Context Sse sse, @HeaderParam("Last-Event-ID") String last) {
        stream.add(sink, sse, last != null && last.matches("\\d{1,18}") ? Long.parseLong(last) : null, user.name(), sessions.holds(user));
    }

    private static long id(String text) {
        return number("id", text, 1, Long.MAX_VALUE);
    }

    private static Long optional(String name, String text) {
        return text == null || text.isBlank() ? null : number(name, text, 0, Long.MAX_VALUE);
    }

    private static long number(String name, String text, long least, long most) {
        if (text.matches("\\d{1,18}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        throw new InvalidInput("bad-" + name.replace('_', '-'), "\"" + name + "\" must be a whole number from " + least
                + (most < Long.MAX_VALUE ? " to " + most : "") + ".");
    }
}
