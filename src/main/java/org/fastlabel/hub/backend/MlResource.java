package org.fastlabel.hub.backend;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.function.Supplier;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.MaxBody;
import org.fastlabel.api.Problem;

/**
 * FastLabel as Label Studio's machine learning backend. Every call needs the backend's password: by Basic authentication, in a header, or in
 * the address, as Label Studio sends no authentication with annotation events. It is never repeated in an answer.
 */
@Path("/ml")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public class MlResource {

    private static final System.Logger LOG = System.getLogger(MlResource.class.getName());
    private static final String SECRET = "{secret: [A-Za-z0-9_-]{20,200}}/";
    /** All tasks of a page's selection come at once. */
    private static final long MAX_BODY = 64L << 20;

    @Inject
    private BackendPassword password;
    @Inject
    private Predictions predictions;
    @Inject
    private Projects projects;
    @Inject
    private Versions versions;
    @Inject
    private Events events;

    @GET
    @Path("{call: health|versions}")
    public Response get(@PathParam("call") String call, @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-FastLabel-Secret") String header, @QueryParam("secret") String query) {
        return checked(() -> answer(call), BackendPassword.ofBasic(authorization), header, query);
    }

    @GET
    @Path(SECRET + "{call: health|versions}")
    public Response get(@PathParam("secret") String secret, @PathParam("call") String call) {
        return checked(() -> answer(call), secret);
    }

    @POST
    @Path("{call: setup|predict|webhook|train}")
    @MaxBody(MAX_BODY)
    public Response post(@PathParam("call") String call, @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-FastLabel-Secret") String header, @QueryParam("secret") String query, InputStream body) {
        return checked(() -> answer(call, JsonBody.object(body)), BackendPassword.ofBasic(authorization), header, query);
    }

    @POST
    @Path(SECRET + "{call: setup|predict|webhook|train}")
    @MaxBody(MAX_BODY)
    public Response post(@PathParam("secret") String secret, @PathParam("call") String call, InputStream body) {
        return checked(() -> answer(call, JsonBody.object(body)), secret);
    }

    /**
     * A body is read only after the password, so that nobody else fills the memory. What fails unforeseen is told here, as the address may hold
     * the password.
     */
    private Response checked(Supplier<Response> work, String... candidates) {
        try {
            if (!password.opens(candidates)) {
                return problem(401, "backend-password", "Label Studio must call this address with the user and password that the page "
                        + "Connections shows.").header("WWW-Authenticate", "Basic realm=\"FastLabel\"").build();
            }
            return work.get();
        } catch (FastLabelException e) {
            Response.ResponseBuilder refused = problem(e.status(), e.code(), e.getMessage());
            return (e.status() == 503 ? refused.header("Retry-After", "2") : refused).build();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a call of Label Studio failed", e);
            return problem(500, "internal", "Something went wrong inside the server; its log has the details.").build();
        }
    }

    private static Response.ResponseBuilder problem(int status, String code, String detail) {
        return Response.status(status).type(Problem.MEDIA_TYPE).entity(Problem.of(status, code, detail, "/api/ml"));
    }

    private Response answer(String call) {
        return call.equals("versions") ? Response.ok(versions.list().toString()).build()
                : Response.ok(Json.createObjectBuilder().add("status", "UP").add("model_class", "FastLabel").build().toString()).build();
    }

    private Response answer(String call, JsonObject body) {
        switch (call) {
            case "setup":
                return Response.ok(Json.createObjectBuilder().add("model_version", projects.version(projects.datasets(body.get("project")))).build()
                        .toString()).build();
            case "predict":
                return Response.ok(predictions.predict(body).toString()).build();
            case "train":
                return train(body);
            default:
                return event(body);
        }
    }

    private Response event(JsonObject body) {
        JsonValue action = body.get("action");
        String name = action instanceof JsonString s ? s.getString() : "";
        if (name.equals("START_TRAINING")) {
            return train(body);
        }
        boolean known = name.matches("ANNOTATIONS?_(CREATED|UPDATED|DELETED)") && events.annotated(body);
        return Response.status(known ? 201 : 200).entity(Json.createObjectBuilder().add("status", "ok")
                .add("result", known ? "the annotations will be fetched and learnt" : "nothing to do").build().toString()).build();
    }

    private Response train(JsonObject body) {
        return events.train(body).map(job -> Response.status(201).entity(Json.createObjectBuilder().add("status", "ok")
                .add("job", Long.toString(job.jobId())).build().toString()).build())
                .orElseGet(() -> Response.ok(Json.createObjectBuilder().add("status", "ok")
                        .add("result", "no data set belongs to this project").build().toString()).build());
    }
}
