package org.fastlabel.hub.labelstudio;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.MaxBody;
import org.fastlabel.api.Settings;
import org.fastlabel.hub.MlBackendAccess;
import org.fastlabel.hub.connections.Connections;
import org.fastlabel.security.AuditLog;
import org.fastlabel.security.CurrentUser;

/** Which other servers are asked, and whether they answer. */
@Path("/hub/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(CurrentUser.ADMIN)
public class ConnectionsResource {

    private static final int MAX_BODY = 64 << 10;

    @Inject
    private Connections connections;
    @Inject
    private ConnectionCheck check;
    @Inject
    private Webhooks webhooks;
    @Inject
    private Desk desk;
    @Inject
    private Instance<MlBackendAccess> mlBackend;
    @Inject
    private CurrentUser user;
    @Inject
    private AuditLog audit;

    @GET
    public JsonObject all() {
        JsonArrayBuilder hosts = Json.createArrayBuilder();
        Settings.allowedHosts().forEach(hosts::add);
        JsonObjectBuilder ml = Json.createObjectBuilder();
        if (mlBackend.isResolvable()) {
            MlBackendAccess access = mlBackend.get();
            ml.add("url", text(access.url())).add("username", access.username()).add("password_set", access.passwordSet());
        } else {
            ml.add("url", JsonValue.NULL).add("username", JsonValue.NULL).add("password_set", false);
        }
        return Json.createObjectBuilder().add("label_studio", connections.shownLabelStudio()).add("ollama", connections.shownOllama())
                .add("allowed_hosts", hosts).add("public_url", text(Settings.publicUrl()))
                .add("webhook", Json.createObjectBuilder().add("url", text(Settings.publicUrl().map(Webhooks::address)))
                        .add("secret_set", connections.webhookSecretSet()))
                .add("ml_backend", ml).build();
    }

    private static JsonValue text(Optional<String> text) {
        return text.map(t -> (JsonValue) Json.createValue(t)).orElse(JsonValue.NULL);
    }

    @POST
    @Path("label_studio")
    @MaxBody(MAX_BODY)
    public JsonObject labelStudio(String body) {
        connections.chooseLabelStudio(JsonBody.object(body), user.name());
        audit.record(user.name(), "connection.change", "label_studio", connections.shownLabelStudio().get("base_url").toString());
        return all();
    }

    @DELETE
    @Path("label_studio")
    public JsonObject forgetLabelStudio() {
        connections.forgetLabelStudio();
        audit.record(user.name(), "connection.reset", "label_studio", null);
        return all();
    }

    @POST
    @Path("label_studio/test")
    public JsonObject testLabelStudio() {
        return check.labelStudio();
    }

    @GET
    @Path("label_studio/projects")
    public JsonObject projects() {
        JsonArrayBuilder projects = Json.createArrayBuilder();
        desk.api().projects().forEach(p -> projects.add(Json.createObjectBuilder().add("id", p.get("id")).add("title", p.getString("title", ""))
                .add("tasks", p.getOrDefault("task_number", JsonValue.NULL) == JsonValue.NULL ? Json.createValue(0) : p.get("task_number"))));
        return Json.createObjectBuilder().add("projects", projects).build();
    }

    /** @return the secret, for a webhook that is entered by hand; it is not shown again */
    @POST
    @Path("label_studio/webhook")
    public JsonObject webhook() {
        JsonObject made = webhooks.register();
        audit.record(user.name(), "webhook.register", "label_studio", null);
        return made;
    }

    @POST
    @Path("ollama")
    @MaxBody(MAX_BODY)
    public JsonObject ollama(String body) {
        connections.chooseOllama(JsonBody.object(body), user.name());
        audit.record(user.name(), "connection.change", "ollama", connections.shownOllama().get("base_url").toString());
        return all();
    }

    @DELETE
    @Path("ollama")
    public JsonObject forgetOllama() {
        connections.forgetOllama();
        audit.record(user.name(), "connection.reset", "ollama", null);
        return all();
    }

    @POST
    @Path("ollama/test")
    public JsonObject testOllama() {
        return check.ollama();
    }
}
