package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A researcher works through a list of prompts, looks at what came of it, and takes it away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GoldenBrowserIT {

    private static final int GROUP = 8;
    /** Analysis and training on two busy cores. */
    private static final double LONG_MILLIS = 600_000;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final List<String> COLORS = List.of("red", "yellow", "green", "blue", "purple");
    private static final List<String> SHAPES = List.of("circle", "square", "triangle", "star");

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("golden", Map.of());
    }

    @AfterAll
    static void end() {
        server.close();
    }

    /** People and things that the embedded model has words for; no two alike. */
    private static List<String> prompts(int count) {
        List<String> prompts = new ArrayList<>();
        for (int i = 0; prompts.size() < count; i++) {
            String color = COLORS.get(i % COLORS.size());
            String other = COLORS.get((i + 1 + i / 5) % COLORS.size());
            String prompt = i % 2 == 0 ? "a " + (i % 4 == 0 ? "smiling woman" : "serious man") + " with glasses and a " + color + " hat"
                    + (i < 20 ? "" : " in front of a " + other + " wall")
                    : "a " + color + " " + SHAPES.get(i % SHAPES.size()) + " left of a " + other + " " + SHAPES.get(i / 4 % SHAPES.size());
            if (!prompts.contains(prompt)) {
                prompts.add(prompt);
            }
        }
        return prompts;
    }

    /** First, while there are no other sessions. */
    @Test
    @Order(1)
    void fromAFileOfPromptsToRecommendedSeedsAndPreferences() throws IOException {
        try (Screen screen = Screen.desk(server)) {
            GoldenDesk desk = new GoldenDesk(screen, server);
            screen.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Golden Noise")).click();
            assertThat(screen.page().getByRole(AriaRole.TAB)).hasCount(5);
            List<String> prompts = prompts(40);
            desk.begin("prompts.csv", "id,prompt\n" + prompts.stream().map(p -> "1,\"" + p + "\"").collect(Collectors.joining("\n")) + "\n2,\""
                    + prompts.get(0) + "\"\n3,\n");
            desk.awaitGroup(GROUP);
            screen.notice("40 prompts");
            screen.shot("5-first-group");
            judgeAll(screen, desk, 40);
            assertThat(screen.page().getByText("All prompts are done")).isVisible();
            assertEquals(40, desk.history().size());
            for (JsonObject entry : desk.history().getValuesAs(JsonObject.class)) {
                assertEquals(List.of(2L, 1L, 5L), List.of(GoldenDesk.count(entry, "golden"), GoldenDesk.count(entry, "bad"),
                        GoldenDesk.count(entry, "neither")), entry.getString("prompt"));
            }
            lookBack(screen, desk);
            analyse(screen, desk);
            learn(screen, desk);
            takeAway(screen, desk);
            screen.noComplaints(true);
        }
    }

    /** With a slip that is taken back, and a reload in the middle of a group. */
    private static void judgeAll(Screen screen, GoldenDesk desk, int count) {
        for (int i = 0; i < count; i++) {
            if (i == 5) {
                undoOne(screen, desk);
            }
            if (i == 10) {
                reloadInTheMiddle(screen, desk);
            }
            desk.judgeByKeys(GROUP);
        }
    }

    private static void undoOne(Screen screen, GoldenDesk desk) {
        String prompt = desk.awaitGroup(GROUP);
        screen.press("u");
        screen.notice("The last group is here again");
        desk.awaitOtherPrompt(prompt);
        desk.awaitGroup(GROUP);
        assertThat(desk.golden()).hasCount(2);
        assertThat(desk.bad()).hasCount(1);
        String back = desk.prompt();
        screen.press("Enter");
        desk.awaitOtherPrompt(back);
        assertEquals(prompt, desk.prompt());
    }

    private static void reloadInTheMiddle(Screen screen, GoldenDesk desk) {
        String prompt = desk.awaitGroup(GROUP);
        screen.press("3");
        screen.press("Shift+Digit5");
        screen.page().reload();
        assertEquals(prompt, desk.awaitGroup(GROUP));
        assertThat(desk.golden()).hasCount(1);
        assertThat(desk.bad()).hasCount(1);
        desk.open("history");
        desk.open("work");
        desk.awaitGroup(GROUP);
        screen.press("3");
        screen.press("Shift+Digit5");
        assertThat(desk.golden()).hasCount(0);
        assertThat(desk.bad()).hasCount(0);
    }

    private static void lookBack(Screen screen, GoldenDesk desk) {
        desk.open("history");
        assertThat(screen.page().locator(".history-entry").first()).isVisible();
        screen.page().getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Find in prompts")).fill("smiling woman");
        assertThat(screen.button("Take away the filter Prompt: smiling woman")).isVisible();
        Locator first = screen.page().locator(".history-entry").first();
        assertThat(first).containsText("smiling woman");
        screen.shot("5-history");
        int before = Math.toIntExact(first.locator("[data-verdict=golden]").count());
        first.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Change")).click();
        first.locator("[data-verdict=golden]").first().click();
        first.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save")).click();
        screen.notice("The decision is changed");
        assertThat(first.locator("[data-verdict=golden]")).hasCount(before - 1);
    }

    private static void analyse(Screen screen, GoldenDesk desk) {
        desk.open("analysis");
        screen.button("Analyse the records").click();
        assertThat(screen.page().getByText("What decides whether a picture is chosen")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG_MILLIS));
        assertThat(screen.page().getByText(Pattern.compile("320 pictures judged"))).isVisible();
        screen.shot("5-gate");
        Locator map = screen.page().locator("fl-golden-map");
        map.scrollIntoViewIfNeeded();
        // Noise is the same wherever a seed was shown: a point per seed, the 16 that prompts share and 160 new ones.
        Waiting.until("the map has its points", PATIENCE, () -> (Integer) map.evaluate("m => m.points.length") == 176);
        screen.button("Select what is in view").click();
        assertThat(screen.page().getByText("176 selected")).isVisible();
        screen.shot("5-map");
    }

    private static void learn(Screen screen, GoldenDesk desk) {
        screen.page().locator("fl-golden-analysis .seg[data-value=selector]").click();
        screen.button("Train").click();
        Locator prompt = screen.page().getByLabel("For this prompt");
        assertThat(prompt).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG_MILLIS));
        screen.shot("5-learning");
        prompt.fill("a smiling woman with a purple hat");
        screen.button("Recommend seeds").click();
        // Whether there is anything to learn in these forty groups is for the selector to say; the page says what it says.
        Locator found = screen.page().locator(".recommend-list li");
        Locator none = screen.page().locator("#recommend-error");
        Waiting.until("seeds, or why there are none", PATIENCE, () -> found.count() == GROUP || !none.innerText().isBlank());
        assertEquals(desk.recommends("a smiling woman with a purple hat"), found.count() == GROUP);
        if (found.count() == 0) {
            return;
        }
        Set<String> seeds = Set.copyOf(screen.page().locator(".recommend-seed").allInnerTexts());
        screen.button("Make their pictures").click();
        assertThat(screen.page().locator(".bench-prompt")).hasText("a smiling woman with a purple hat");
        assertEquals("a smiling woman with a purple hat", desk.awaitGroup(GROUP));
        List<String> shown = screen.page().locator(".shot-seed").all().stream().map(seed -> "#" + seed.getAttribute("title").replaceAll("\\D", "")).toList();
        assertEquals(seeds, Set.copyOf(shown));
        screen.shot("5-recommended");
    }

    private static void takeAway(Screen screen, GoldenDesk desk) throws IOException {
        desk.open("export");
        Download download = screen.page().waitForDownload(() -> screen.page().getByRole(AriaRole.LINK,
                new Page.GetByRoleOptions().setName("Download Preference pairs")).click());
        String text;
        try (InputStream in = download.createReadStream()) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        // Two golden ones against six others, forty times, less what was changed in between.
        assertTrue(lines.size() >= 39 * 12, lines.size() + " pairs");
        JsonObject first = Json.createReader(new StringReader(lines.get(0))).readObject();
        assertTrue(first.containsKey("prompt"), first.toString());
        screen.shot("5-export");
    }

    @Test
    void pairsAreJudgedWithTheArrowsAndEndInAnOrder() {
        try (Screen screen = Screen.desk(server)) {
            GoldenDesk desk = new GoldenDesk(screen, server);
            desk.beginTyped(List.of("a smiling woman with blond hair", "a green triangle below a yellow star"), true);
            Locator count = screen.page().locator(".pair-count");
            Locator order = screen.page().locator(".ranking-row");
            assertThat(count).hasText(Pattern.compile("Pair 1 of \\d+"), new LocatorAssertions.HasTextOptions().setTimeout(LONG_MILLIS));
            screen.shot("5-pairs");
            int pairs = Integer.parseInt(count.innerText().replaceAll(".*of (\\d+).*", "$1"));
            for (int i = 1; i <= pairs && order.count() == 0; i++) {
                assertThat(count).hasText(Pattern.compile("Pair " + i + " of \\d+"));
                screen.press(List.of("ArrowLeft", "ArrowRight", "ArrowDown").get(i % 3));
                if (i < pairs) {
                    assertThat(count.or(order.first())).not().hasText(Pattern.compile("^Pair " + i + " of"));
                }
            }
            assertThat(order).hasCount(GROUP);
            screen.shot("5-order");
            screen.press("Enter");
            assertThat(screen.page().locator(".bench-prompt")).hasText("a green triangle below a yellow star");
            screen.noComplaints(true);
        }
    }

    /** 390 pixels, dark, in Chinese, with a finger. */
    @Test
    void theWorkbenchOnAPhone() {
        try (Screen screen = Screen.phone(server)) {
            GoldenDesk desk = new GoldenDesk(screen, server);
            screen.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("黄金噪声")).tap();
            desk.beginTyped(List.of("a smiling woman with glasses and a red hat", "five blue circles"), false);
            String prompt = desk.awaitGroup(GROUP);
            assertEquals(2, screen.page().evaluate("new Set([...document.querySelectorAll('.shot')].map(s => Math.round(s.getBoundingClientRect().left))).size"));
            desk.pictures().nth(0).tap();
            screen.page().locator(".shot-bad").nth(1).tap();
            assertThat(desk.golden()).hasCount(1);
            assertThat(desk.bad()).hasCount(1);
            screen.shot("5-phone-workbench");
            screen.fitsTheWidth();
            screen.button("提交 1 张黄金").tap();
            desk.awaitOtherPrompt(prompt);
            for (String name : List.of("setup", "history", "analysis", "export")) {
                desk.open(name);
                screen.shot("5-phone-" + name);
                screen.fitsTheWidth();
                String text = (String) screen.page().evaluate("document.body.innerText");
                assertTrue(!Pattern.compile("\\b(bench|setup|golden|history|model|map|gate|learning|takeout)\\.[a-z]+").matcher(text).find(), text);
            }
            screen.noComplaints(true);
        }
    }
}
