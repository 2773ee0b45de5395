package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.fastlabel.it.Labelling.truth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.Test;

/** From the first look at the sample to an exported file, with nothing but the keyboard until the download. */
class FiveMinutesBrowserIT {

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void labelUndoQueryVerifyAutolabelCorrectAndExport() throws IOException {
        labelling.sample();
        try (Screen screen = Screen.desk(server)) {
            screen.notice("Click the faces that smile");
            screen.shot("1-first-look");
            for (int batch = 1; batch <= 4; batch++) {
                confirmBatch(screen, truth("smiling"));
                screen.awaitLabels(24 * batch);
            }
            Screen.says(screen.statusLine(), Pattern.compile("accuracy \\d+"));
            screen.shot("1-four-batches");
            undoOne(screen);
            query(screen);
            autolabel(screen);
            correctTwoInReview(screen);
            export(screen);
            screen.noComplaints(true);
        }
    }

    private static List<String> confirmBatch(Screen screen, Predicate<String> positive) {
        List<String> files = screen.files(24);
        screen.markByKeys(24, positive);
        screen.press("Enter");
        screen.awaitOtherBatch(files);
        return files;
    }

    private static void undoOne(Screen screen) {
        screen.press("u");
        screen.awaitLabels(72);
        screen.notice("The last batch is here again");
        assertEquals(24, screen.files(24).size());
    }

    private void query(Screen screen) {
        screen.press("/");
        screen.page().keyboard().type("eyeglasses");
        screen.press("Enter");
        screen.notice("Sorted by “eyeglasses”");
        assertEquals("eyeglasses", labelling.status().getString("query"));
        screen.press("4");
        assertThat(screen.page().locator("fl-labeling")).hasAttribute("data-tint", "positive");
        screen.shot("1-verify-positives");
        confirmBatch(screen, truth("eyeglasses"));
        screen.awaitLabels(96);
    }

    private static void autolabel(Screen screen) {
        screen.go("a", "autolabel");
        Locator grid = screen.page().getByRole(AriaRole.LISTBOX, new Page.GetByRoleOptions().setName("Predictions"));
        assertThat(grid).isVisible();
        assertThat(screen.page().getByText("6,000 shown")).isVisible();
        assertTrue(screen.cardsInDocument() < 300, screen.cardsInDocument() + " cards in the document");
        screen.shot("1-autolabel");
        screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Hide confirmed")).click();
        grid.focus();
        screen.press("ArrowRight");
        screen.press(" ");
        screen.press("ArrowRight");
        screen.press(" ");
        assertThat(screen.page().getByText("2 selected")).isVisible();
        screen.press("n");
        screen.awaitLabels(98);
    }

    private void correctTwoInReview(Screen screen) {
        int positives = labelling.status().getJsonObject("counts").getInt("1");
        screen.go("r", "review");
        Locator group = screen.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("positive"));
        assertThat(group.getByRole(AriaRole.CHECKBOX).first()).isVisible();
        screen.shot("1-review");
        group.focus();
        screen.press(" ");
        org.fastlabel.it.Waiting.until("one is corrected", java.time.Duration.ofSeconds(120),
                () -> labelling.status().getJsonObject("counts").getInt("1") == positives - 1);
        screen.press("ArrowRight");
        screen.press(" ");
        org.fastlabel.it.Waiting.until("two are corrected", java.time.Duration.ofSeconds(120),
                () -> labelling.status().getJsonObject("counts").getInt("1") == positives - 2);
    }

    private void export(Screen screen) throws IOException {
        screen.go("c", "config");
        Download download = screen.page().waitForDownload(() -> screen.page().getByRole(AriaRole.LINK,
                new Page.GetByRoleOptions().setName("Download JSON").setExact(true)).click());
        assertEquals("labels.json", download.suggestedFilename());
        Map<String, Integer> exported = new TreeMap<>();
        try (InputStream in = download.createReadStream()) {
            Json.createReader(in).readArray().getValuesAs(JsonObject.class)
                    .forEach(o -> exported.put(o.getString("filename"), o.getInt("label")));
        }
        Map<String, Integer> confirmed = new TreeMap<>();
        labelling.items().values().stream().filter(i -> i.user() != null).forEach(i -> confirmed.put(i.filename(), i.user()));
        assertEquals(98, exported.size());
        assertEquals(confirmed, exported);
        screen.shot("1-configuration");
    }
}
