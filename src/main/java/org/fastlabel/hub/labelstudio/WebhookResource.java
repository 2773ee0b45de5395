package org.fastlabel.hub.labelstudio;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.MaxBody;
import org.fastlabel.api.Unauthorized;

/** Takes in what Label Studio tells. It waits for a second at most and holds its own user up, so it is answered before anything is read. */
@Path("/hub/webhooks/label_studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class WebhookResource {

    private static final int MAX_BODY = 2 << 20;

    @Inject
    private Webhooks webhooks;
    @Inject
    private Followers followers;

    @POST
    @PermitAll
    @MaxBody(MAX_BODY)
    public Map<String, Boolean> event(@HeaderParam(Webhooks.HEADER) String secret, @QueryParam("project") String project, InputStream body) {
        if (!webhooks.secretIsRight(secret)) {
            throw new Unauthorized("webhook-secret", "The header " + Webhooks.HEADER + " is missing or wrong. Register the webhook from the connections page.");
        }
        JsonObject event = JsonBody.object(body);
        String action = JsonBody.text(event, "action").orElse("");
        long number = project(project, event);
        boolean ours = action.startsWith("ANNOTATION") || action.startsWith("TASKS_");
        if (ours) {
            followers.told(number, action.endsWith("DELETED"));
        }
        return Map.of("taken", ours);
    }

    private static long project(String project, JsonObject event) {
        if (project != null && project.matches("\\d{1,15}")) {
            return Long.parseLong(project);
        } else if (event.get("project") instanceof JsonObject object && object.get("id") instanceof JsonNumber id) {
            return id.longValue();
        }
        throw new InvalidInput("missing-project", "The event does not say of which project it is.");
    }
}
