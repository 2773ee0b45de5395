package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Labelling.Item;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Test;

/** Labels of which two are wrong: the page measures, shows which, and lets them be corrected where they are shown. */
class QualityBrowserIT {

    private static final int CROSS = 0;
    private static final int DISC = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void whatIsMixedUpOpensAndWrongLabelsAreCorrected() {
        labelling.config(Json.createObjectBuilder().add("type", "image")
                .add("path", TestPictures.folder(server.data().resolve("quality"), 0, 100).toString())
                .add("classes", Json.createArrayBuilder(List.of("cross", "disc", "ring"))));
        labelling.embedded();
        // Everything counts for the cross-validation, also the two wrong ones.
        labelling.options(Json.createObjectBuilder().add("holdout_share", 0));
        try (Screen screen = Screen.desk(server)) {
            screen.tab("Quality");
            assertThat(screen.page().getByText("Nothing to measure yet")).isVisible();
            List<Integer> wrong = labelWithTwoMistakes();
            Waiting.until("it is measured", PATIENCE, () -> !labelling.api().get("quality").ok().getBoolean("computing")
                    && !labelling.api().get("quality").ok().isNull("cross_validation"));
            assertThat(region(screen, "Cross-validated accuracy")).containsText(Pattern.compile("\\d+\\s%"));
            screen.shot("3-quality");
            String correctedHere = correctBehindTheMatrix(screen, wrong);
            acceptTheOther(screen, wrong, correctedHere);
            savesAChart(screen);
            screen.noComplaints(true);
        }
    }

    private static boolean disc(String filename) {
        return TestPictures.positive(filename);
    }

    /** A label for half of the pictures. @return the items that got the wrong one, a cross and a disc */
    private List<Integer> labelWithTwoMistakes() {
        List<Item> some = labelling.items().values().stream().filter(i -> i.id() % 2 == 0).toList();
        Function<Boolean, Integer> first = disc -> some.stream().filter(i -> disc(i.filename()) == disc).findFirst().orElseThrow().id();
        List<Integer> wrong = List.of(first.apply(false), first.apply(true));
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        some.forEach(i -> labels.put(i.id(), disc(i.filename()) != wrong.contains(i.id()) ? DISC : CROSS));
        labelling.submit(labels);
        return wrong;
    }

    private static Locator region(Screen screen, String name) {
        return screen.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The cross that was labelled a disc. @return its file */
    private String correctBehindTheMatrix(Screen screen, List<Integer> wrong) {
        Item mistake = labelling.items().get(wrong.get(0));
        screen.button("Labelled disc, model says cross: ").click();
        Locator items = screen.page().getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Items of this field"));
        Locator entry = items.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions()
                .setHas(screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(mistake.filename()))));
        entry.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("cross")).last().click();
        awaitLabel(mistake.id(), CROSS);
        assertTrue(screen.page().url().endsWith("truth=1&predicted=0"), "the field is in the address: " + screen.page().url());
        screen.shot("3-quality-matrix");
        return mistake.filename();
    }

    /** The disc that was labelled a cross, with one click; undo brings the mistake back. */
    private void acceptTheOther(Screen screen, List<Integer> wrong, String corrected) {
        Item mistake = labelling.items().get(wrong.get(1));
        Locator suspects = screen.page().getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Labels that look wrong"));
        Locator entry = suspects.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions()
                .setHas(screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(mistake.filename()))));
        assertThat(entry).containsText("Suggested: disc");
        entry.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Accept")).click();
        awaitLabel(mistake.id(), DISC);
        screen.notice(mistake.filename() + " is disc now");
        screen.press("u");
        awaitLabel(mistake.id(), CROSS);
        assertEquals(CROSS, labelling.item(corrected).user(), "only the last step is taken back");
    }

    private static void savesAChart(Screen screen) {
        Download download = screen.page().waitForDownload(() -> screen.button("Save Can its probabilities be trusted? as PNG").click());
        assertEquals("reliability.png", download.suggestedFilename());
    }

    private void awaitLabel(int id, int label) {
        Waiting.until("the label is " + label, PATIENCE, () -> {
            JsonObject labels = labelling.labels();
            return labels.getJsonArray(Integer.toString(label)).stream().anyMatch(v -> v.toString().equals(Integer.toString(id)));
        });
    }
}
