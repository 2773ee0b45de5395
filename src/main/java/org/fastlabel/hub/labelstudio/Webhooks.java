package org.fastlabel.hub.labelstudio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.Settings;
import org.fastlabel.hub.connections.Connections;
import org.fastlabel.hub.store.Sql;

/** What Label Studio tells by itself, and that it does so. It signs nothing: a secret goes along in a header. */
@ApplicationScoped
public class Webhooks {

    static final String HEADER = "X-FastLabel-Secret";
    static final List<String> ACTIONS = List.of("ANNOTATION_CREATED", "ANNOTATIONS_CREATED", "ANNOTATION_UPDATED", "ANNOTATIONS_DELETED", "TASKS_DELETED");

    private static final String PATH = "/api/hub/webhooks/label_studio";

    @Inject
    private Connections connections;
    @Inject
    private Desk desk;
    @Inject
    private Sql sql;

    public Webhooks() {
        // For the container.
    }

    Webhooks(Connections connections, Desk desk, Sql sql) {
        this.connections = connections;
        this.desk = desk;
        this.sql = sql;
    }

    /** @param publicUrl how others reach this server */
    static String address(String publicUrl) {
        return publicUrl + PATH;
    }

    boolean secretIsRight(String given) {
        return given != null && connections.webhookSecretSet() && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8),
                connections.webhookSecret().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Registers ours for each project that data sets use, once: known ones are brought up to date. The address names the project, so that no
     * payload is needed, which could be large.
     */
    JsonObject register() {
        String base = address(Settings.publicUrl().orElseThrow(() -> new Conflict("no-public-url",
                "Label Studio has to know how to reach this server: set FASTLABEL_PUBLIC_URL, such as http://fastlabel.example.org:8008.")));
        LabelStudioApi api = desk.api();
        Set<Long> projects = new TreeSet<>(sql.query("select distinct ls_project_id from datasets where ls_project_id is not null", row -> row.getLong(1)));
        Optional.ofNullable(api.connection().project()).ifPresent(projects::add);
        if (projects.isEmpty()) {
            throw new Conflict("no-project", "No data set has a project of Label Studio yet. Choose or create one first, or set LS_PROJECT_ID.");
        }
        String secret = connections.usableWebhookSecret();
        JsonArrayBuilder registered = Json.createArrayBuilder();
        for (long project : projects) {
            register(api, project, base + "?project=" + project, secret);
            registered.add(project);
        }
        return Json.createObjectBuilder().add("url", base).add("projects", registered).add("header", HEADER).add("secret", secret).build();
    }

    private static void register(LabelStudioApi api, long project, String url, String secret) {
        JsonArrayBuilder actions = Json.createArrayBuilder();
        ACTIONS.forEach(actions::add);
        JsonObject settings = Json.createObjectBuilder().add("url", url).add("project", project).add("send_payload", false)
                .add("send_for_all_actions", false).add("actions", actions).add("headers", Json.createObjectBuilder().add(HEADER, secret))
                .add("is_active", true).build();
        List<JsonObject> ours = api.webhooks(project).stream().filter(w -> url.equals(w.getString("url", ""))).toList();
        if (ours.isEmpty()) {
            api.addWebhook(settings, secret);
        } else {
            api.changeWebhook(ours.get(0).getJsonNumber("id").longValue(), settings, secret);
        }
    }
}
