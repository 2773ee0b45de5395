package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fastlabel.it.Api;
import org.fastlabel.it.Form;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;

/** A team on a server: its lead prepares work by the API, its people come by the pages. */
final class Team {

    static final String PASSWORD = "long enough for anybody";
    private static final Duration JOB = Duration.ofSeconds(300);

    private final Server server;
    private Api lead;

    Team(Server server) {
        this.server = server;
        lead = server.api().login("admin", "admin123");
    }

    /** The lead, logged in. */
    Api lead() {
        return lead;
    }

    /** After a restart that may have cost the session. */
    void again() {
        lead = server.api().login("admin", "admin123");
    }

    /** One who labels. */
    void person(String username) {
        lead.post("accounts", Json.createObjectBuilder().add("username", username).add("password", PASSWORD).add("role", "annotator").build()).ok();
    }

    Api as(String username) {
        return server.api().login(username, PASSWORD);
    }

    /** @return the id of a data set of these texts */
    long texts(String name, List<String> texts, JsonObjectBuilder settings) {
        String lines = texts.stream().map(text -> Json.createObjectBuilder().add("text", text).build().toString()).collect(Collectors.joining("\n"));
        return new Form().field("settings", settings.add("name", name).add("column", "text").build().toString())
                .file("texts.jsonl", lines.getBytes(StandardCharsets.UTF_8), "file").post(lead, "hub/datasets").ok().getJsonNumber("id").longValue();
    }

    void assign(long dataset, String username, int count) {
        lead.post("hub/datasets/" + dataset + "/auto_assign?username=" + username + "&count=" + count, "{}").ok();
    }

    /** Begins a job of a data set and waits for its end. @return its message */
    String job(long dataset, String path) {
        long id = lead.post("hub/datasets/" + dataset + "/" + path, "{}").ok().getJsonNumber("job_id").longValue();
        Waiting.until(path + " is done", JOB, () -> {
            JsonObject job = lead.get("jobs/" + id).ok();
            if (List.of("failed", "cancelled").contains(job.getString("status"))) {
                throw new Waiting.InVain(job.toString());
            }
            return job.getString("status").equals("success");
        });
        return lead.get("jobs/" + id).ok().getString("message");
    }

    /** A task as the lead sees it, by its text. */
    JsonObject task(long dataset, String text) {
        long id = lead.get("hub/datasets/" + dataset + "/tasks", Map.of("q", text)).ok().getJsonArray("tasks").getValuesAs(JsonObject.class).stream()
                .filter(task -> text.equals(task.getString("text"))).findFirst().orElseThrow().getJsonNumber("task_id").longValue();
        return lead.get("hub/tasks/" + id).ok();
    }

    /** What has been answered to it and holds. */
    List<JsonObject> answers(long dataset, String text) {
        return task(dataset, text).getJsonArray("answers").getValuesAs(JsonObject.class).stream().filter(a -> !a.containsKey("withdrawn_at") || a.isNull("withdrawn_at"))
                .toList();
    }

    /** What this person is still to do, in the order of the server. */
    static List<String> open(Api person, long dataset) {
        JsonArray tasks = person.get("hub/annotator/tasks?status=open&dataset_id=" + dataset).ok().getJsonArray("tasks");
        return tasks.getValuesAs(JsonObject.class).stream().map(task -> task.getString("text")).toList();
    }

    /** To a page of the workspace, by its address. */
    static void go(Screen screen, String page) {
        screen.page().evaluate("page => { location.hash = '#/hub/' + page; }", page);
    }

    /** Fills the login that stands in the place of the page. */
    static void login(Screen screen, String username, String password) {
        Page page = screen.page();
        page.locator("#login-username").fill(username);
        page.locator("#login-password").fill(password);
        page.keyboard().press("Enter");
        assertThat(page.locator("#login-password")).not().isVisible();
    }

    /** Comes to work in this data set. */
    static void desk(Screen screen, String username, long dataset) {
        go(screen, "desk?dataset=" + dataset);
        login(screen, username, PASSWORD);
    }

    static Locator text(Screen screen) {
        return screen.page().locator(".desk-text");
    }

    static void shows(Screen screen, String text) {
        assertThat(text(screen)).hasText(text);
    }
}
