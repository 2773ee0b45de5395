package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Test;

/** The models of two trainings: the earlier one judges again, undo brings the later one back, both compare, one is taken away. */
class ModelsBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void anEarlierModelIsLoadedUndoneComparedAndTakenAway() throws IOException {
        Path folder = TestPictures.folder(server.data().resolve("models"), 0, 60);
        labelling.folder(folder);
        labelling.embedded();
        try (Screen screen = Screen.desk(server)) {
            screen.tab("Models");
            assertThat(screen.page().getByText("No model yet")).isVisible();
            labelling.submit(labelling.answered("random", 12, TestPictures::positive));
            labelling.submit(labelling.answered("random", 12, TestPictures::positive));
            String later = current();
            loadAndUndo(screen, later);
            compare(screen);
            takeAway(screen, later);
            tryIt(screen, folder);
            screen.shot("3-models");
            screen.noComplaints(true);
        }
    }

    /** The model that judges; it is on the shelf a moment after its training. */
    private String current() {
        List<String> found = new ArrayList<>();
        Waiting.until("the model is kept", PATIENCE, () -> labelling.api().get("models").ok().getJsonArray("models").getValuesAs(JsonObject.class)
                .stream().filter(m -> m.getBoolean("current")).findFirst().map(m -> found.add(m.getString("id"))).orElse(false));
        return found.get(0);
    }

    private static Locator model(Screen screen, int labels) {
        return screen.page().getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("Model of " + labels + " labels"));
    }

    private void loadAndUndo(Screen screen, String later) {
        assertThat(model(screen, 24)).containsText("in use");
        screen.button("Use Model of 12 labels").click();
        assertThat(model(screen, 12)).containsText("in use");
        screen.notice("Model of 12 labels judges now");
        assertEquals(24, labelling.status().getInt("labeled_count"), "the labels stay");
        screen.press("u");
        Waiting.until("the later model is back", PATIENCE, () -> current().equals(later));
        assertThat(model(screen, 24)).containsText("in use");
    }

    private static void compare(Screen screen) {
        for (int labels : List.of(12, 24)) {
            screen.page().getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Compare Model of " + labels + " labels")).check();
        }
        assertThat(screen.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Comparison")))
                .containsText(Pattern.compile("agree on \\d+\\s%; \\d+ items? differs?"));
    }

    private static void takeAway(Screen screen, String id) throws IOException {
        model(screen, 24).getByText("Download", new Locator.GetByTextOptions().setExact(true)).click();
        for (String format : List.of("safetensors", "ONNX", "TorchScript")) {
            Download download = screen.page().waitForDownload(() -> screen.page().getByRole(AriaRole.LINK,
                    new Page.GetByRoleOptions().setName("Download Model of 24 labels as " + format)).click());
            assertTrue(download.suggestedFilename().startsWith("head-" + id), download.suggestedFilename());
            assertTrue(Files.size(download.path()) > 1000, format + " has " + Files.size(download.path()) + " bytes");
        }
    }

    /** A file of one's own: the label, and a bar for each class. */
    private static void tryIt(Screen screen, Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            screen.page().locator("#try-file").setInputFiles(files.filter(Files::isRegularFile).findFirst().orElseThrow());
        }
        assertThat(screen.page().locator(".try-label")).hasText(Pattern.compile("positive|negative"));
        assertThat(screen.page().locator(".prob-bars li")).hasCount(2);
    }
}
