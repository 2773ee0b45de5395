package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Log in, see only one's own tasks, hardest first, label by keyboard, skip, take back, look at one's numbers; and what may go wrong meanwhile. */
@Tag("fault")
class AnnotatorBrowserIT {

    private static final List<String> LABELS = List.of("OK", "NG");

    private static FakeOllama ollama;
    private static Server server;
    private static int people;

    private Team team;
    private String ann;

    @BeforeAll
    static void start() {
        ollama = new FakeOllama();
        server = Server.start("annotator", Map.of("OLLAMA_BASE_URL", ollama.url(), "OLLAMA_MODEL", FakeOllama.MODEL));
    }

    @AfterAll
    static void end() {
        server.close();
        ollama.close();
    }

    @BeforeEach
    void somebodyNew() {
        if (!server.running()) {
            server.start();
        }
        team = new Team(server);
        ann = "ann" + ++people;
        team.person(ann);
    }

    /** Texts of which no two are alike. */
    private static List<String> texts(String what, int count) {
        List<String> words = List.of("arrived on time", "box was broken", "works as described", "a scratch on the lid", "came too late", "very quiet");
        return IntStream.range(0, count).mapToObj(i -> "The " + what + " " + (i + 1) + ": " + words.get(i % words.size())).toList();
    }

    private long plain(String name, int count) {
        long dataset = team.texts(name, texts(name, count), Json.createObjectBuilder());
        team.assign(dataset, ann, count);
        return dataset;
    }

    @Test
    void oneLabelsOnesOwnTasksHardestFirstByKeyboard() {
        List<String> all = texts("kettle", 12);
        long dataset = team.texts("Kettles", all, Json.createObjectBuilder().add("instructions", "OK: no complaint.\nNG: any complaint."));
        assertEquals("prelabeled 12 tasks; wrote 0 predictions", team.job(dataset, "prelabel"));
        assertEquals("scored 12 tasks", team.job(dataset, "score_uncertainty"));
        String bo = ann + "-bo";
        team.person(bo);
        team.assign(dataset, ann, 6);
        team.assign(dataset, bo, 6);
        List<String> mine = Team.open(team.as(ann), dataset);
        assertEquals(6, mine.size());
        List<Integer> priorities = mine.stream().map(text -> team.task(dataset, text).getInt("priority")).toList();
        assertEquals(priorities.stream().sorted((a, b) -> b - a).toList(), priorities, "hardest first");
        try (Screen screen = Screen.desk(server)) {
            Page page = screen.page();
            Team.desk(screen, ann, dataset);
            Team.shows(screen, mine.get(0));
            assertThat(page.getByText("NG: any complaint.")).isVisible();
            screen.shot("7-desk");
            String suggested = page.locator(".label-pick[data-suggested] .label-name").innerText();
            assertEquals(team.task(dataset, mine.get(0)).getString("prelabel_label"), suggested);
            screen.press("Enter");
            Team.shows(screen, mine.get(1));
            screen.press("2");
            Team.shows(screen, mine.get(2));
            skip(screen, "No label fits");
            Team.shows(screen, mine.get(3));
            screen.press("u");
            Team.shows(screen, mine.get(2));
            screen.press("1");
            Team.shows(screen, mine.get(3));
            screen.press("s");
            page.getByPlaceholder("Another reason, in your words").fill("u and s are letters here");
            screen.press("Enter");
            Team.shows(screen, mine.get(4));
            screen.press("ArrowRight");
            Team.shows(screen, mine.get(5));
            screen.press("Escape");
            Team.shows(screen, mine.get(4));
            screen.press("1");
            Team.shows(screen, mine.get(5));
            screen.press("2");
            assertThat(page.getByText("All done here")).isVisible();
            screen.shot("7-done");
            screen.tab("My numbers");
            assertThat(page.locator(".mine-tiles")).containsText("5");
            assertThat(page.locator(".mine-table")).containsText("Kettles");
            screen.shot("7-numbers");
            // They are sent in the order in which they are given.
            assertEquals("NG", answer(screen, dataset, mine.get(5)).getString("label"));
            JsonObject stats = team.as(ann).get("hub/annotator/stats?dataset_id=" + dataset).ok();
            assertEquals(List.of(0, 5, 1), List.of(stats.getInt("open"), stats.getInt("labeled"), stats.getInt("skipped")));
            assertEquals(suggested, answer(screen, dataset, mine.get(0)).getString("label"));
            assertTrue(answer(screen, dataset, mine.get(0)).getBoolean("prelabel_shown"));
            assertEquals("NG", answer(screen, dataset, mine.get(1)).getString("label"));
            assertEquals("OK", answer(screen, dataset, mine.get(2)).getString("label"));
            assertEquals("u and s are letters here", answer(screen, dataset, mine.get(3)).getString("skip_reason"));
            screen.noComplaints(false);
        }
    }

    private void skip(Screen screen, String reason) {
        screen.press("s");
        Locator menu = screen.page().getByText("Why skip this one?");
        assertThat(menu).isVisible();
        screen.button(reason).click();
        assertThat(menu).not().isVisible();
    }

    /** The one answer that holds, once it is there: the page goes on before the server has it. */
    private JsonObject answer(Screen screen, long dataset, String text) {
        screen.page().waitForCondition(() -> team.answers(dataset, text).size() == 1);
        return team.answers(dataset, text).get(0);
    }

    @Test
    void anAnswerToAStoppedServerIsKeptAndSentOnce() {
        long dataset = plain("Lamps", 5);
        List<String> mine = Team.open(team.as(ann), dataset);
        try (Screen screen = Screen.desk(server)) {
            Team.desk(screen, ann, dataset);
            Team.shows(screen, mine.get(0));
            server.kill9();
            screen.press("1");
            Team.shows(screen, mine.get(1));
            screen.press("2");
            Team.shows(screen, mine.get(2));
            assertThat(screen.page().getByText("2 answers are kept in this browser").first()).isVisible();
            screen.shot("7-kept");
            server.start();
            assertThat(screen.page().getByText("2 answers are kept in this browser").first()).not().isVisible();
            team.again();
            assertEquals("OK", answer(screen, dataset, mine.get(0)).getString("label"));
            assertEquals("NG", answer(screen, dataset, mine.get(1)).getString("label"));
            assertEquals(List.of(), team.answers(dataset, mine.get(2)));
            screen.noComplaints(false);
        }
    }

    @Test
    void anAnswerWhoseConfirmationIsLostCountsOnce() {
        long dataset = plain("Chairs", 3);
        List<String> mine = Team.open(team.as(ann), dataset);
        try (Screen screen = Screen.desk(server)) {
            Team.desk(screen, ann, dataset);
            Team.shows(screen, mine.get(0));
            screen.page().route("**/answer", route -> {
                route.fetch();
                route.abort();
            }, new Page.RouteOptions().setTimes(1));
            screen.press("1");
            Team.shows(screen, mine.get(1));
            assertThat(screen.page().locator(".desk-waits")).not().isVisible();
            assertEquals("OK", answer(screen, dataset, mine.get(0)).getString("label"));
            screen.press("u");
            Team.shows(screen, mine.get(0));
            assertEquals(List.of(), team.answers(dataset, mine.get(0)));
            screen.noComplaints(false);
        }
    }

    @Test
    void anEndedSessionKeepsTheAnswerForItsOwner() {
        long dataset = plain("Books", 4);
        String bo = ann + "-bo";
        team.person(bo);
        List<String> mine = Team.open(team.as(ann), dataset);
        try (Screen screen = Screen.desk(server)) {
            Page page = screen.page();
            Team.desk(screen, ann, dataset);
            Team.shows(screen, mine.get(0));
            team.lead().post("accounts/" + ann + "/revoke", "{}").ok();
            screen.press("1");
            assertThat(page.locator("#login-password")).isVisible();
            screen.shot("7-session-ended");
            // Somebody else sits down at this machine: not theirs to send.
            Team.login(screen, bo, Team.PASSWORD);
            assertThat(page.getByText("Nothing is assigned to you yet")).isVisible();
            assertThat(page.getByText("1 answer of " + ann + " waits in this browser")).isVisible();
            assertFalse(page.content().contains(mine.get(0)), "nothing of the one before is on the page");
            assertEquals(List.of(), team.answers(dataset, mine.get(0)));
            page.context().clearCookies();
            page.reload();
            Team.desk(screen, ann, dataset);
            Team.shows(screen, mine.get(1));
            assertThat(page.locator(".desk-waits")).not().isVisible();
            assertEquals(ann, answer(screen, dataset, mine.get(0)).getString("username"));
            screen.noComplaints(false);
        }
    }

    @Test
    void twoLabelSideBySide() {
        List<String> all = texts("spoon", 8);
        long dataset = team.texts("Spoons", all, Json.createObjectBuilder());
        String bo = ann + "-bo";
        team.person(bo);
        team.assign(dataset, ann, 4);
        team.assign(dataset, bo, 4);
        Set<String> seen = new HashSet<>();
        try (Screen first = Screen.desk(server); Screen second = Screen.desk(server)) {
            Team.desk(first, ann, dataset);
            Team.desk(second, bo, dataset);
            List<String> hers = Team.open(team.as(ann), dataset);
            List<String> his = Team.open(team.as(bo), dataset);
            for (int i = 0; i < 4; i++) {
                for (Map.Entry<Screen, String> at : Map.of(first, hers.get(i), second, his.get(i)).entrySet()) {
                    Team.shows(at.getKey(), at.getValue());
                    assertTrue(seen.add(at.getValue()), "given to two: " + at.getValue());
                    at.getKey().press(at.getKey() == first ? "1" : "2");
                }
            }
            for (Screen screen : List.of(first, second)) {
                assertThat(screen.page().getByText("All done here")).isVisible();
                screen.noComplaints(false);
            }
            assertEquals(new HashSet<>(all), seen);
            hers.forEach(text -> assertEquals(List.of(ann, "OK"), given(answer(first, dataset, text))));
            his.forEach(text -> assertEquals(List.of(bo, "NG"), given(answer(second, dataset, text))));
        }
    }

    private static List<String> given(JsonObject answer) {
        return List.of(answer.getString("username"), answer.getString("label"));
    }

    @Test
    void manyLabelsAreFoundByTyping() {
        JsonArrayBuilder labels = Json.createArrayBuilder();
        IntStream.range(0, 30).forEach(i -> labels.add((char) ('a' + i % 26) + "-kind-" + i));
        long dataset = team.texts("Kinds", texts("thing", 2), Json.createObjectBuilder().add("labels", labels));
        team.assign(dataset, ann, 2);
        List<String> mine = Team.open(team.as(ann), dataset);
        try (Screen screen = Screen.desk(server)) {
            Team.desk(screen, ann, dataset);
            Team.shows(screen, mine.get(0));
            screen.press("/");
            screen.page().keyboard().type("w-k");
            assertThat(screen.page().locator(".label-pick")).hasCount(1);
            screen.press("Enter");
            Team.shows(screen, mine.get(1));
            assertEquals("w-kind-22", answer(screen, dataset, mine.get(0)).getString("label"));
            screen.noComplaints(false);
        }
    }

    @Test
    void picturesAreLargeAndTheNextOnesAreThere() {
        long dataset = team.lead().post("hub/datasets", Json.createObjectBuilder().add("name", "Faces").add("labels", Json.createArrayBuilder(List.of("smiling", "not smiling")))
                .add("source", Json.createObjectBuilder().add("type", "label")).build()).ok().getJsonNumber("id").longValue();
        team.assign(dataset, ann, 4);
        try (Screen screen = Screen.desk(server)) {
            Page page = screen.page();
            Team.desk(screen, ann, dataset);
            Locator picture = page.locator(".desk-picture img");
            for (int left = 4; left > 0; left--) {
                assertThat(page.locator(".desk-where")).hasText("1 / " + left);
                assertThat(picture).isVisible();
                Waiting.until("the picture is drawn", Duration.ofSeconds(120), () -> (Integer) picture.evaluate("img => img.naturalWidth") > 0);
                screen.press("z");
                assertThat(page.locator("fl-zoom img")).isVisible();
                screen.press("Escape");
                screen.press("1");
            }
            assertThat(page.getByText("All done here")).isVisible();
            screen.noComplaints(false);
        }
    }

    @Test
    void onAPhoneInTheDarkInChinese() {
        long dataset = team.texts("评价", List.of("好评！物流很快，包装完整，下次还会来。", "The <b>lid</b> is broken. ".repeat(60)),
                Json.createObjectBuilder().add("labels", Json.createArrayBuilder(LABELS)).add("instructions", "没有任何抱怨为 OK，否则为 NG。"));
        team.assign(dataset, ann, 2);
        try (Screen screen = Screen.phone(server)) {
            Page page = screen.page();
            Team.desk(screen, ann, dataset);
            for (int i = 0; i < 2; i++) {
                assertThat(page.locator(".desk-where")).hasText("1 / " + (2 - i));
                screen.shot("7-phone-" + (i + 1));
                screen.fitsTheWidth();
                Locator button = page.locator(".label-pick").first();
                assertTrue(button.boundingBox().height >= 44, "a finger hits the button");
                assertTrue(button.boundingBox().y > 844 / 2.0, "the buttons are in reach of the thumb");
                if (i == 0) {
                    button.tap();
                } else {
                    screen.button("跳过").tap();
                    screen.shot("7-phone-skip");
                    screen.fitsTheWidth();
                    screen.button("没有合适的标签").tap();
                }
            }
            assertThat(page.getByText("这里的任务已全部完成")).isVisible();
            screen.tab("我的统计");
            assertThat(page.locator(".mine-table")).containsText("评价");
            screen.shot("7-phone-numbers");
            screen.fitsTheWidth();
            String words = (String) page.evaluate("document.body.innerText");
            assertFalse(words.matches("(?s).*\\b(desk|mine|hub|tab)\\.[a-z]+.*"), words);
            screen.noComplaints(false);
        }
    }
}
