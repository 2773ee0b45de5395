package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names and texts that want to be more than that, people who want to see more than theirs, answers that must not be known. */
@Tag("fault")
class HubAttacksBrowserIT {

    private static final String MARKUP = "<img src=x onerror=alert(1)>'; drop table tasks; -- {{7*7}} ${1+1}";

    private static FakeOllama ollama;
    private static Server server;

    private final Team team = new Team(server);

    @BeforeAll
    static void start() {
        ollama = new FakeOllama();
        server = Server.start("hub-attacks", Map.of("OLLAMA_BASE_URL", ollama.url(), "OLLAMA_MODEL", FakeOllama.MODEL));
    }

    @AfterAll
    static void end() {
        server.close();
        ollama.close();
    }

    private static void nothingWasRun(Screen screen) {
        assertEquals(0, screen.page().evaluate("document.querySelectorAll('img[onerror], img[src=\"x\"], script:not([src])').length"));
        screen.noComplaints(false);
    }

    @Test
    void markupAndSqlAreOnlyWords() {
        team.lead().post("accounts", Json.createObjectBuilder().add("username", "mallory").add("password", Team.PASSWORD).add("role", "annotator")
                .add("display_name", "<b>Mallory</b>").build()).ok();
        String text = "<script>alert(2)</script> " + MARKUP;
        long dataset = team.texts(MARKUP, List.of(text, "another text " + MARKUP), Json.createObjectBuilder().add("instructions", MARKUP)
                .add("labels", Json.createArrayBuilder(List.of("<i>OK</i>", "NG' or '1'='1"))));
        team.assign(dataset, "mallory", 2);
        List<String> mine = Team.open(team.as("mallory"), dataset);
        try (Screen screen = Screen.desk(server)) {
            Page page = screen.page();
            Team.desk(screen, "mallory", dataset);
            Team.shows(screen, mine.get(0));
            assertThat(page.locator(".desk-how")).hasText(MARKUP);
            assertThat(page.locator(".label-pick .label-name")).hasText(new String[] {"<i>OK</i>", "NG' or '1'='1"});
            nothingWasRun(screen);
            screen.press("2");
            Team.shows(screen, mine.get(1));
            screen.press("s");
            page.getByPlaceholder("Another reason, in your words").fill(MARKUP);
            screen.press("Enter");
            assertThat(page.getByText("All done here")).isVisible();
            screen.tab("My numbers");
            assertThat(page.locator(".mine-table")).containsText(MARKUP);
            nothingWasRun(screen);
            // What the page has not sent when it is closed, it sends when it is opened again.
            page.waitForCondition(() -> !team.answers(dataset, mine.get(1)).isEmpty());
        }
        assertEquals("NG' or '1'='1", team.answers(dataset, mine.get(0)).get(0).getString("label"));
        assertEquals(MARKUP, team.answers(dataset, mine.get(1)).get(0).getString("skip_reason"));
        try (Screen screen = Screen.desk(server)) {
            Page page = screen.page();
            Team.go(screen, "data");
            Team.login(screen, "admin", "admin123");
            assertThat(page.getByText(MARKUP).first()).isVisible();
            for (String address : List.of("data?dataset=" + dataset, "tasks?dataset=" + dataset, "people", "stats?dataset=" + dataset, "jobs", "connections")) {
                Team.go(screen, address);
                assertThat(page.locator("#panel")).isVisible();
                page.waitForTimeout(600);
                screen.shot("hub-markup-" + address.replaceAll("\\W.*", ""));
                nothingWasRun(screen);
            }
        }
    }

    @Test
    void anAnnotatorAtAnAdminsAddressSeesOnlyOnesOwnWork() {
        team.person("eve");
        long dataset = team.texts("Private", List.of("not for eve", "nor this one"), Json.createObjectBuilder());
        try (Screen screen = Screen.desk(server)) {
            Page page = screen.page();
            Team.go(screen, "desk");
            Team.login(screen, "eve", Team.PASSWORD);
            List<String> served = new CopyOnWriteArrayList<>();
            page.onResponse(response -> served.add(response.status() + " " + response.url()));
            for (String address : List.of("data", "data?dataset=" + dataset, "tasks?dataset=" + dataset, "jobs", "people", "connections", "stats?dataset=" + dataset)) {
                Team.go(screen, address);
                assertThat(page.locator("#panel")).isVisible();
                assertThat(page.locator("fl-hub-desk")).isVisible();
                assertThat(page.getByText("Nothing is assigned to you yet")).isVisible();
                assertThat(page.locator("fl-tabs a")).hasCount(2);
            }
            assertFalse(page.content().contains("Private") || page.content().contains("not for eve"));
            assertEquals(List.of(), served.stream().filter(line -> line.startsWith("200") && line.matches(".*/api/(accounts|audit|jobs|hub/(datasets|tasks|connections)).*")).toList());
            screen.noComplaints(false);
        }
    }

    @Test
    void hiddenSuggestionsAndGoldAnswersNeverReachTheAnnotator() {
        team.person("trent");
        List<String> texts = List.of("the lid is broken", "works as described", "came too late");
        long dataset = team.texts("Hidden", texts, Json.createObjectBuilder().add("rules", Json.createObjectBuilder().add("hide_prelabel", true).add("overlap", 2).add("overlap_share", 1.0)));
        team.job(dataset, "prelabel");
        team.job(dataset, "score_uncertainty");
        team.person("peggy");
        team.assign(dataset, "trent", 3);
        team.assign(dataset, "peggy", 3);
        List<String> mine = Team.open(team.as("trent"), dataset);
        assertEquals(3, mine.size());
        JsonObject gold = Json.createObjectBuilder().add("labels", Json.createObjectBuilder().add(String.valueOf(team.task(dataset, mine.get(0)).getInt("task_id")), "NG")).build();
        team.lead().post("hub/datasets/" + dataset + "/gold", gold).ok();
        for (String text : Team.open(team.as("peggy"), dataset)) {
            long id = team.task(dataset, text).getJsonNumber("task_id").longValue();
            team.as("peggy").post("hub/annotator/tasks/" + id + "/answer", Json.createObjectBuilder().add("label", "NG").add("submit_id", "peggy-" + id).build()).ok();
        }
        try (Screen screen = Screen.desk(server)) {
            Page page = screen.page();
            List<Response> answers = new CopyOnWriteArrayList<>();
            List<String> sent = new CopyOnWriteArrayList<>();
            page.onResponse(response -> {
                if (response.url().contains("/api/hub/")) {
                    answers.add(response);
                }
            });
            page.onRequest(request -> {
                if (request.url().endsWith("/answer")) {
                    sent.add(request.postData());
                }
            });
            Team.desk(screen, "trent", dataset);
            for (String text : mine) {
                Team.shows(screen, text);
                assertThat(page.locator(".label-pick")).hasCount(2);
                assertThat(page.locator("[data-suggested]")).hasCount(0);
                assertThat(page.locator(".label-note:not(:empty)")).hasCount(0);
                screen.press("Enter");
                Team.shows(screen, text);
                assertThat(page.getByText("There is no suggestion here")).isVisible();
                screen.press("1");
            }
            assertThat(page.getByText("All done here")).isVisible();
            for (Response answer : answers) {
                String body = answer.text();
                for (String secret : List.of("\"prelabel_(label|score|model)\":[^n]", "\"model_prob\":[^n]", "\"gold_label\":[^n]", "peggy", "\"answers\"")) {
                    assertFalse(Pattern.compile(secret).matcher(body).find(), secret + " in " + answer.url() + ": " + body);
                }
            }
            // The page shows the next task at once; the last answer may still be on its way.
            page.waitForCondition(() -> sent.size() == mine.size());
            sent.forEach(body -> assertFalse(body.contains("\"prelabel_shown\":true"), body));
            screen.noComplaints(false);
        }
    }
}
