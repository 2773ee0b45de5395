package org.fastlabel.api;

import jakarta.ejb.ConcurrentAccessTimeoutException;
import jakarta.ejb.EJBException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;

/** Turns whatever was thrown into a {@link Problem}. What nobody expected gets an incident id, and only that, to the outside. */
@Provider
public class ProblemMappers implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(ProblemMappers.class.getName());

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        Response response = problem(thrown).response();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof TooManyAttempts e) {
                return Response.fromResponse(response).header("Retry-After", e.retryAfterSeconds()).build();
            }
        }
        return response;
    }

    private Problem problem(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof FastLabelException e) {
                return Problem.of(e.status(), e.code(), e.getMessage(), instance());
            } else if (t instanceof ConcurrentAccessTimeoutException) {
                return Problem.of(503, "busy", "The server is busy with an earlier request; try again in a moment.", instance());
            } else if (t instanceof WebApplicationException e) {
                return standard(e.getResponse());
            } else if (!(t instanceof EJBException)) {
                break;
            }
        }
        if (thrown instanceof ProcessingException) {
            // JSON-B's message names classes; the person needs to know only that the body is at fault.
            return Problem.of(400, "malformed-body", "The body of the request is not the JSON that this address takes.", instance());
        }
        String incident = UUID.randomUUID().toString();
        LOG.log(System.Logger.Level.ERROR, "incident " + incident + " at " + instance(), thrown);
        return Problem.of(500, "internal", "Something went wrong inside the server. Nothing was changed. The server's log has the "
                + "details under incident " + incident + ".", instance());
    }

    private Problem standard(Response response) {
        int status = response.getStatus();
        switch (status) {
            case 400:
                return Problem.of(400, "malformed-request", "The request cannot be read as what it says it is. Check its body and its "
                        + "Content-Type.", instance());
            case 404:
                return Problem.of(404, "not-found", "There is nothing at this address.", instance());
            case 405:
                return Problem.of(405, "method-not-allowed", "This address does not take that method.", instance());
            case 415:
                return Problem.of(415, "unsupported-media-type", "Send the body as application/json, or a file as multipart/form-data where "
                        + "one is taken.", instance());
            default:
                return Problem.of(status, "http-" + status, response.getStatusInfo().getReasonPhrase() + ".", instance());
        }
    }

    private String instance() {
        return "/api/" + uri.getPath();
    }
}
