package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.fakes.ollama.FakeOllama;
import org.fastlabel.it.OwnServer;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Log in, make a data set, send it to Label Studio, pre-label, score, assign, look at the numbers, fetch what was labelled: all on the pages. */
@OwnServer
class TeamLeadBrowserIT {

    private static final int TASKS = 40;

    private static FakeLabelStudio studio;
    private static FakeOllama ollama;
    private static Server server;
    private static long project;

    @BeforeAll
    static void start() {
        studio = new FakeLabelStudio();
        project = studio.store().create("Reviews", Store.TEXTS);
        ollama = new FakeOllama();
        server = Server.start("team-lead", Map.of("LS_BASE_URL", studio.url(), "LS_API_TOKEN", studio.tokens().personal(), "LS_PROJECT_ID", String.valueOf(project),
                "OLLAMA_BASE_URL", ollama.url(), "OLLAMA_MODEL", FakeOllama.MODEL));
    }

    @AfterAll
    static void end() {
        server.close();
        studio.close();
        ollama.close();
    }

    private static Locator step(Page page, String name) {
        return page.locator("[data-step=" + name + "]");
    }

    private static void does(Page page, String name, String button, String message) {
        step(page, name).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + button + "$"))).click();
        assertThat(step(page, name).locator(".job-words")).hasText(message);
    }

    @Test
    void fromAnEmptyHubToAnExportedFile() throws Exception {
        Team team = new Team(server);
        team.person("bo");
        try (Screen screen = Screen.desk(server)) {
            Page page = screen.page();
            Team.go(screen, "data");
            Team.login(screen, "admin", "admin123");
            screen.button("New data set").click();
            page.locator("#data-name").fill("Reviews of today");
            page.locator("#data-count").fill(String.valueOf(TASKS));
            page.locator("#data-instructions").fill("OK: no complaint.");
            screen.shot("6-new");
            screen.button("Create").click();
            assertThat(page.locator(".set-title")).hasText("Reviews of today");
            long dataset = Long.parseLong(page.url().replaceAll(".*dataset=(\\d+).*", "$1"));

            Locator chosen = step(page, "project").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Choose"));
            if (chosen.isVisible()) {
                chosen.click();
            }
            does(page, "import", "Import", "imported " + TASKS + " tasks");
            assertEquals(TASKS, studio.store().seen(project).size());
            step(page, "prelabel").getByText("Language model").first().click();
            does(page, "prelabel", "Pre-label", "prelabeled " + TASKS + " tasks; wrote " + TASKS + " predictions");
            does(page, "score", "Score", "scored " + TASKS + " tasks");
            screen.shot("6-scored");
            assertTrue(studio.store().seen(project).stream().allMatch(seen -> seen.scores().size() == 1), "one prediction each");

            step(page, "assign").locator("input[type=number]").fill(String.valueOf(TASKS));
            step(page, "assign").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Assign").setExact(true)).click();
            assertThat(step(page, "assign")).containsText(Pattern.compile(TASKS + " tasks: .*bo " + TASKS / 2));

            List<Store.Seen> outside = studio.store().seen(project);
            Map<Long, String> said = new HashMap<>();
            for (Store.Seen task : outside.subList(0, 4)) {
                String label = said.size() % 2 == 0 ? "OK" : "NG";
                studio.store().annotate(task.id(), label, 1);
                said.put(task.id(), label);
            }
            does(page, "export", "Fetch from Label Studio", "exported 4 labeled tasks");
            screen.shot("6-exported");
            JsonObject stats = team.lead().get("hub/datasets/" + dataset + "/stats").ok();
            assertEquals(4, stats.getInt("labeled"));
            assertEquals(2, stats.getJsonObject("by_label").getInt("OK"));

            Download file = page.waitForDownload(() -> page.locator("[data-format=csv]").click());
            List<String> lines = Files.readString(file.path(), StandardCharsets.UTF_8).lines().toList();
            assertEquals(TASKS + 1, lines.size());

            screen.tab("Statistics");
            assertThat(page.locator("#panel")).containsText("bo");
            screen.shot("6-statistics");
            screen.tab("Jobs");
            assertThat(page.locator("#panel")).containsText("exported 4 labeled tasks");
            screen.shot("6-jobs");
            screen.tab("Tasks");
            assertThat(page.locator("#panel")).containsText("OK");
            screen.shot("6-tasks");
            screen.noComplaints(false);
        }
    }
}
