package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each time the page says what happened, and nothing that was confirmed is lost or counted twice. */
@Tag("fault")
class ThingsGoWrongBrowserIT {

    private static final String MARKUP = "<img src=x onerror=alert(1)>.png";

    private static Server server;
    private Labelling labelling;

    @BeforeAll
    static void start() {
        server = Server.start("goes-wrong", Map.of());
    }

    @AfterAll
    static void end() {
        server.close();
    }

    /** A folder of the test's own, opened and embedded. */
    private void folder(String name) {
        Path folder = TestPictures.folder(server.data().resolve(name), 0, 120);
        TestPictures.write(folder.resolve("broken.png"), TestPictures.text("no picture"));
        TestPictures.write(folder.resolve("bomb.png"), TestPictures.bomb(100_000, 100_000));
        TestPictures.write(folder.resolve(MARKUP), TestPictures.png(302));
        TestPictures.write(folder.resolve("{{7*7}} ${1+1}.png"), TestPictures.png(304));
        labelling = new Labelling(server);
        labelling.folder(folder);
        labelling.embedded();
    }

    @Test
    void unreadableFilesAreShownAndNamesAreNeverMarkup() {
        folder("unreadable");
        labelling.submit(labelling.answered("random", 24, TestPictures::positive));
        try (Screen screen = Screen.desk(server)) {
            screen.tab("Configuration");
            assertThat(screen.page().getByText("2 cannot be read").first()).isVisible();
            screen.tab("Autolabel");
            assertThat(screen.page().getByText("124 shown")).isVisible();
            // The unreadable ones have no confidence and come last.
            Waiting.until("they are there", Duration.ofSeconds(120), () -> {
                screen.page().evaluate("document.querySelector('.auto-scroll').scrollTop = 1e6");
                return screen.page().getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("broken.png: cannot be read")).isVisible();
            });
            screen.picturesAreThere();
            screen.shot("9-unreadable");
            int marked = labelling.item(MARKUP).id();
            if (labelling.item(MARKUP).user() == null) {
                labelling.submit(Map.of(marked, 1));
            }
            screen.tab("Review");
            assertThat(screen.page().getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(MARKUP + ": "))).isVisible();
            screen.tab("Labeling");
            screen.cards().first().hover();
            assertEquals(0, screen.page().evaluate("document.querySelectorAll('img[onerror], img[src=\"x\"], script:not([src])').length"));
            screen.noComplaints(false);
        }
    }

    @Test
    void aSubmitToAStoppedServerIsKeptAndSentOnce() {
        folder("stopped");
        try (Screen screen = Screen.desk(server)) {
            screen.markByKeys(24, TestPictures::positive);
            server.kill9();
            screen.press("Enter");
            assertThat(screen.page().getByText("24 labels are kept here").first()).isVisible();
            assertThat(screen.button("24 labels not sent yet")).isVisible();
            screen.shot("9-kept");
            // Also when the page is closed and opened again meanwhile.
            server.start();
            screen.awaitLabels(24);
            assertThat(screen.page().getByText("24 labels not sent yet")).not().isVisible();
            List<String> next = screen.files(24);
            screen.shot("9-sent");
            labelling = new Labelling(server);
            checkOnce(24);
            assertEquals(24, next.size());
            screen.noComplaints(false);
        }
    }

    @Test
    void aSubmitWhoseAnswerIsLostCountsOnce() {
        folder("cut-off");
        try (Screen screen = Screen.desk(server)) {
            screen.markByKeys(24, TestPictures::positive);
            // The server takes it; the answer never arrives.
            screen.page().route("**/api/submit_labels*", route -> {
                route.fetch();
                route.abort();
            }, new Page.RouteOptions().setTimes(1));
            screen.press("Enter");
            assertThat(screen.page().getByText("24 labels not sent yet")).not().isVisible();
            screen.awaitLabels(24);
            screen.files(24);
            checkOnce(24);
            screen.noComplaints(false);
        }
    }

    private void checkOnce(int labels) {
        assertEquals(labels, labelling.status().getInt("labeled_count"));
        assertEquals(1, labelling.status().getInt("undo_depth"));
        labelling.items().values().stream().filter(i -> i.user() != null)
                .forEach(i -> assertEquals(TestPictures.positive(i.filename()) ? 1 : 0, i.user(), i.filename()));
        labelling.undo();
        assertEquals(0, labelling.status().getInt("labeled_count"));
    }

    @Test
    void whenTheDataSetHasGoneAtTheStartItSaysSo() throws Exception {
        folder("going");
        server.stop();
        java.nio.file.Files.move(server.data().resolve("going"), server.data().resolve("gone"));
        server.start();
        labelling = new Labelling(server);
        assertEquals("sample", labelling.status().getJsonObject("dataset").getString("id"));
        assertEquals(true, labelling.status().getString("message").contains("going"));
    }
}
