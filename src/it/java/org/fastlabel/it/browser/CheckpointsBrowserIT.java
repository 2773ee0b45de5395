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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fastlabel.checkpoint.FakeHub;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Test;

/**
 * Another checkpoint, by keyboard alone: added from a folder, used while the labels stay, compared once there are enough labels; and
 * one from a hub, whose download is stopped and gone on with.
 */
class CheckpointsBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Path FIXTURE = Path.of("src/test/resources/fixtures/clip-hf");
    private static final List<String> FILES = List.of("config.json", "model.safetensors", "preprocessor_config.json", "tokenizer.json",
            "tokenizer_config.json", "special_tokens_map.json");
    private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int FEW = 24;
    private static final int ENOUGH = 52;

    @Test
    void aDownloadIsStoppedGoneOnWithAndRemoved() throws IOException {
        try (FakeHub hub = new FakeHub(); Server server = Server.start("hub", Map.of("HF_ENDPOINT", hub.endpoint().toString()))) {
            hub.publish("tests/net", "main", copy(server.home().resolveSibling("published")));
            CountDownLatch stuck = new CountDownLatch(1);
            hub.fault("cdn", "model.safetensors", hub.silentAt(100_000, stuck::countDown));
            try (Screen screen = Screen.desk(server)) {
                screen.go("c", "config");
                press(section(screen).getByText("Another checkpoint", new Locator.GetByTextOptions().setExact(true)));
                refusesName(screen);
                asksFor(screen, "tests/nothing");
                assertThat(row(screen, "tests/nothing")).containsText("tests/nothing at the hub");
                assertThat(button(screen, "Try the download of tests/nothing again")).isVisible();
                asksFor(screen, "tests/net");
                assertThat(row(screen, "tests/net").getByRole(AriaRole.HEADING)).isFocused();
                Waiting.until("the hub falls silent", PATIENCE, () -> stuck.getCount() == 0);
                assertThat(row(screen, "tests/net")).containsText(Pattern.compile("MB of [\\d.]+ MB"));
                tabTo(screen, "Cancel the download of tests/net; what has come is kept");
                screen.press("Enter");
                assertThat(row(screen, "tests/net")).containsText("Paused");
                assertThat(button(screen, "Resume the download of tests/net")).isFocused();
                screen.page().reload();
                press(button(screen, "Resume the download of tests/net"));
                screen.notice("tests/net is on this computer now.");
                assertThat(button(screen, "Use tests/net")).isVisible();
                press(button(screen, "Remove tests/net"));
                assertThat(button(screen, "Keep")).isFocused();
                screen.press("Shift+Tab");
                screen.press("Enter");
                assertThat(button(screen, "Remove tests/net")).not().isVisible();
                screen.shot("4-checkpoints-hub");
                screen.noComplaints(false);
            }
        }
    }

    private static void refusesName(Screen screen) {
        Locator field = hubField(screen);
        field.focus();
        screen.page().keyboard().type("../tests");
        screen.press("Enter");
        assertThat(screen.page().locator("#hub-name-error")).containsText("owner/name");
        assertThat(field).isFocused();
    }

    private static void asksFor(Screen screen, String name) {
        hubField(screen).press("Control+a");
        screen.page().keyboard().type(name);
        screen.press("Enter");
    }

    private static Locator hubField(Screen screen) {
        return section(screen).getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Name on Hugging Face"));
    }

    private static Locator button(Screen screen, String name) {
        return section(screen).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aFolderIsAddedUsedAndCompared() throws IOException {
        try (Server server = Server.start("checkpoints", Map.of())) {
            Labelling labelling = new Labelling(server);
            Path pictures = TestPictures.folder(server.data().resolve("pictures"), 0, 80);
            Path checkpoint = copy(server.data().resolve("small-clip"));
            labelling.folder(pictures);
            labelling.embedded();
            labelling.submit(labelling.answered("random", FEW, TestPictures::positive));
            try (Screen screen = Screen.desk(server)) {
                screen.go("c", "config");
                press(link(screen, "Model"));
                assertThat(section(screen).locator("h2")).isFocused();
                refusesToCompare(screen);
                refusesFolder(screen, pictures);
                adds(screen, checkpoint);
                uses(screen, labelling, checkpoint);
                takesEmbeddings(screen);
                compares(screen, labelling);
                screen.shot("4-checkpoints");
                screen.fitsTheWidth();
                screen.noComplaints(false);
            }
        }
    }

    private static Path copy(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : FILES) {
            Files.copy(FIXTURE.resolve(file), folder.resolve(file));
        }
        return folder;
    }

    private static Locator section(Screen screen) {
        return screen.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Model").setExact(true));
    }

    private static Locator comparison(Screen screen) {
        return screen.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Which one learns best on your labels"));
    }

    private static Locator link(Screen screen, String name) {
        return screen.page().getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Sections"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void press(Locator locator) {
        assertThat(locator).isVisible();
        locator.press("Enter");
    }

    /** Tab by tab, as somebody without a mouse gets there. */
    private static void tabTo(Screen screen, String name) {
        for (int i = 0; i < 5; i++) {
            screen.press("Tab");
            if (name.equals(screen.page().evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"))) {
                return;
            }
        }
        throw new AssertionError("no Tab leads to " + name);
    }

    private static void refusesToCompare(Screen screen) {
        assertThat(comparison(screen)).containsText((50 - FEW) + " more labels are needed");
        assertThat(comparison(screen).getByRole(AriaRole.BUTTON)).hasAttribute("aria-disabled", "true");
    }

    /** A folder without a checkpoint: the reason is said beside the field, which keeps the focus and what was typed. */
    private static void refusesFolder(Screen screen, Path pictures) {
        press(section(screen).getByText("Another checkpoint", new Locator.GetByTextOptions().setExact(true)));
        Locator field = folderField(screen);
        field.focus();
        screen.page().keyboard().type(pictures.toString());
        screen.press("Enter");
        assertThat(screen.page().locator("#checkpoint-path-error")).hasText(Pattern.compile("\\S.{10,}"));
        assertThat(field).isFocused();
        assertThat(field).hasValue(pictures.toString());
        assertThat(field).hasAttribute("aria-invalid", "true");
    }

    private static Locator folderField(Screen screen) {
        return section(screen).getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Checkpoint folder"));
    }

    private static void adds(Screen screen, Path checkpoint) {
        folderField(screen).press("Control+a");
        screen.page().keyboard().type(checkpoint.toString());
        screen.press("Enter");
        assertThat(row(screen).getByRole(AriaRole.HEADING)).isFocused();
        assertThat(row(screen)).containsText("your folder");
    }

    private static Locator row(Screen screen) {
        return row(screen, "small-clip");
    }

    private static Locator row(Screen screen, String name) {
        return section(screen).getByRole(AriaRole.LIST, new Locator.GetByRoleOptions().setName("Checkpoints"))
                .getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void uses(Screen screen, Labelling labelling, Path checkpoint) {
        tabTo(screen, "Use small-clip");
        screen.press("Enter");
        assertThat(row(screen)).containsText("in use");
        screen.notice("Labels kept; the model was trained anew.");
        Waiting.until("the folder's checkpoint serves and has judged anew", PATIENCE, () -> {
            JsonObject status = labelling.status();
            return status.getJsonObject("checkpoint").getString("id").contains(checkpoint.getFileName().toString())
                    && !status.getBoolean("training") && status.getString("scorer").equals("head");
        });
        assertEquals(FEW, labelling.status().getInt("labeled_count"), "the labels stay");
        screen.awaitLabels(FEW);
        assertThat(screen.statusLine()).containsText("small-clip");
        // The focus has not fallen out of the page with the button that is gone.
        assertThat(row(screen).getByRole(AriaRole.HEADING)).isFocused();
    }

    private static void takesEmbeddings(Screen screen) throws IOException {
        Locator npy = screen.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Embeddings as NumPy file"));
        Download download = screen.page().waitForDownload(() -> press(npy));
        byte[] content = Files.readAllBytes(download.path());
        assertTrue(Arrays.equals(NPY, Arrays.copyOf(content, NPY.length)), () -> "no NumPy file but " + content.length + " bytes");
        Locator ids = screen.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("List of the items in the same order"));
        try (Stream<String> lines = Files.lines(screen.page().waitForDownload(() -> press(ids)).path())) {
            assertEquals(80, lines.filter(line -> line.endsWith(".png") || line.endsWith(".png\"")).count(), "one line for each picture");
        }
    }

    /** Of two checkpoints, both small; which is best is not for this test to say. */
    private static void compares(Screen screen, Labelling labelling) {
        labelling.submit(labelling.answered("random", ENOUGH - FEW, TestPictures::positive));
        Locator start = comparison(screen).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Compare them"));
        assertThat(start).not().hasAttribute("aria-disabled", "true");
        press(start);
        Locator results = comparison(screen).getByRole(AriaRole.LISTITEM);
        assertThat(results).hasCount(2);
        assertThat(results.first()).containsText("learns best");
        // Those that are held out do not take part.
        assertThat(results.first()).containsText(Pattern.compile("\\d+.% \\(\\d+–\\d+\\) · [345]\\d labels"));
        assertThat(comparison(screen).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Compare again"))).isVisible();
    }
}
