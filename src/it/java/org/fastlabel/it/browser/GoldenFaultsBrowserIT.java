package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two windows, a server that stops, an answer that is lost: no judgement is lost, none counts twice, and the page says what happened. */
@Tag("fault")
class GoldenFaultsBrowserIT {

    private static final int GROUP = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("golden-faults", Map.of());
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void twoWindowsOnOneGroup() {
        try (Screen one = Screen.desk(server); Screen two = Screen.desk(server)) {
            GoldenDesk left = new GoldenDesk(one, server);
            GoldenDesk right = new GoldenDesk(two, server);
            left.beginTyped(List.of("a red star left of a blue circle", "a serious man with a beard", "three green hearts"), false);
            String prompt = left.awaitGroup(GROUP);
            right.open("work");
            assertEquals(prompt, right.awaitGroup(GROUP));
            one.press("1");
            one.press("Enter");
            left.awaitOtherPrompt(prompt);
            Waiting.until("the first decision is kept", PATIENCE, () -> left.session().getInt("decided") == 1);
            two.press("2");
            two.press("3");
            two.press("Enter");
            Locator asked = two.page().getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHas(two.button("Keep theirs")));
            assertThat(asked).isVisible();
            two.shot("5-two-windows");
            two.button("Replace with mine (2 golden)").click();
            assertThat(asked).not().isVisible();
            Waiting.until("the second decision holds", PATIENCE, () -> GoldenDesk.count(entry(right, prompt), "golden") == 2);
            assertEquals(1, right.session().getInt("decided"));
            one.noComplaints(false);
            two.noComplaints(false);
        }
    }

    private static JsonObject entry(GoldenDesk desk, String prompt) {
        Waiting.until("it is judged: " + prompt, PATIENCE, () -> desk.history().getValuesAs(JsonObject.class).stream()
                .anyMatch(e -> e.getString("prompt").equals(prompt)));
        List<JsonObject> found = desk.history().getValuesAs(JsonObject.class).stream().filter(e -> e.getString("prompt").equals(prompt)).toList();
        assertEquals(1, found.size(), "judged once: " + prompt);
        return found.get(0);
    }

    @Test
    void aJudgementToAStoppedServerIsKeptAndSentOnce() {
        try (Screen screen = Screen.desk(server)) {
            GoldenDesk desk = new GoldenDesk(screen, server);
            desk.beginTyped(List.of("two yellow stars", "a smiling man with brown hair", "a white square above a red heart"), false);
            String prompt = desk.awaitGroup(GROUP);
            screen.press("4");
            server.kill9();
            screen.press("Enter");
            assertThat(screen.button("1 judgement not sent yet")).isVisible();
            screen.notice("Your decision is kept here");
            screen.shot("5-kept");
            server.start();
            assertThat(screen.page().getByText("1 judgement not sent yet")).not().isVisible();
            desk.awaitGroup(GROUP);
            desk.awaitOtherPrompt(prompt);
            assertEquals(1, GoldenDesk.count(entry(desk, prompt), "golden"));
            assertEquals(1, desk.session().getInt("decided"));
            screen.noComplaints(false);
        }
    }

    @Test
    void anAnswerThatIsLostCountsOnce() {
        try (Screen screen = Screen.desk(server)) {
            GoldenDesk desk = new GoldenDesk(screen, server);
            desk.beginTyped(List.of("four black crosses", "a woman with red hair and glasses"), false);
            String prompt = desk.awaitGroup(GROUP);
            screen.press("1");
            // The server takes it; the answer never arrives.
            screen.page().route("**/api/golden/submit_selection", route -> {
                route.fetch();
                route.abort();
            }, new Page.RouteOptions().setTimes(1));
            screen.press("Enter");
            desk.awaitOtherPrompt(prompt);
            assertThat(screen.page().getByText("1 judgement not sent yet")).not().isVisible();
            screen.page().waitForCondition(() -> desk.session().getInt("decided") == 1);
            assertEquals(1, entry(desk, prompt).getInt("version"));
            screen.noComplaints(false);
        }
    }
}
