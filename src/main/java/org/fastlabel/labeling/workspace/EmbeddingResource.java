package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.embedding.EmbeddingDesk;

/** Lets the embedding in the background rest and go on. */
@Path("/embedding")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EmbeddingResource {

    @Inject
    private EmbeddingDesk embeddings;
    @EJB
    private StatusView view;

    /** Takes {@code {"action": "pause"}} or {@code "resume"}; answers the status. */
    @POST
    public StatusView.Status embedding(String body) {
        String action = JsonBody.text(JsonBody.object(body), "action").orElse("");
        if (!action.equals("pause") && !action.equals("resume")) {
            throw new InvalidInput("unknown-action", "\"action\" must be \"pause\" or \"resume\".");
        }
        embeddings.pause(action.equals("pause"));
        return view.status();
    }
}
