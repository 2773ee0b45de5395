package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.fastlabel.security.Sessions;

/** The state of everything, once or as it changes. */
@Path("/")
public class StatusResource {

    @EJB
    private StatusView view;
    @EJB
    private StatusStream stream;
    @Inject
    private Sessions sessions;
    @Context
    private HttpServletRequest request;

    @GET
    @Path("status")
    @Produces(MediaType.APPLICATION_JSON)
    public StatusView.Status status() {
        return view.status();
    }

    /** Server-sent events named {@code status}: one at once, then one per change, a few per second at most. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Context SseEventSink sink, @Context Sse sse) {
        stream.add(sink, sse, sessions.holds(request));
    }
}
