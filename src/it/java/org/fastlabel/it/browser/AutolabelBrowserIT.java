package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Test;

/** Thousands of predictions in one order, of which the document holds only those near the screen. */
class AutolabelBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int TILES = 3000;
    private static final int MOST_CARDS = 300;
    private static final Pattern CONFIDENCE = Pattern.compile("(\\d+)\\D?%");
    /** What the tile shows is known by its number. */
    private static final Predicate<String> DISC = tile -> Integer.parseInt(tile.substring("tile-".length())) % 2 == 0;

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void streamsFiltersAndConfirmsThousands() {
        labelling.sprite(TestPictures.sheet(server.data().resolve("discs.png"), 60, 50, 48), 48);
        labelling.embedded();
        for (int i = 0; i < 2; i++) {
            labelling.submit(labelling.answered("random", 48, DISC));
        }
        labelling.learnt();
        try (Screen screen = Screen.desk(server)) {
            screen.tab("Autolabel");
            assertThat(screen.page().getByText("3,000 shown")).isVisible();
            int nodesAtFirst = screen.nodesInDocument();
            List<Integer> top = new ArrayList<>();
            Waiting.until("the first row has its numbers, the surest first", PATIENCE, () -> {
                top.clear();
                top.addAll(confidences(screen));
                return top.size() >= 8 && top.stream().sorted((a, b) -> b - a).toList().equals(top);
            });
            scrollToTheEnd(screen);
            Waiting.until("the least sure come last", PATIENCE, () -> {
                List<Integer> bottom = confidences(screen);
                return !bottom.isEmpty() && bottom.get(bottom.size() - 1) < top.get(0);
            });
            screen.picturesAreThere();
            assertTrue(screen.cardsInDocument() < MOST_CARDS, screen.cardsInDocument() + " cards in the document");
            assertTrue(screen.nodesInDocument() < nodesAtFirst + 8 * MOST_CARDS, screen.nodesInDocument() + " nodes in the document");
            screen.shot("autolabel-3000");
            confirmAllPositives(screen);
            screen.noComplaints(true);
        }
    }

    private static void scrollToTheEnd(Screen screen) {
        for (double share : new double[] {0.2, 0.5, 0.8, 1}) {
            screen.page().evaluate("share => { const s = document.querySelector('.auto-scroll'); s.scrollTop = s.scrollHeight * share; }", share);
            screen.page().waitForTimeout(150);
        }
    }

    /** Of the cards that are on the screen, in reading order. */
    private static List<Integer> confidences(Screen screen) {
        Locator grid = screen.page().getByRole(AriaRole.LISTBOX, new Page.GetByRoleOptions().setName("Predictions"));
        @SuppressWarnings("unchecked")
        List<String> names = (List<String>) grid.evaluate("grid => [...grid.querySelectorAll('fl-card')].filter(c => !c.hidden)"
                + ".sort((a, b) => a.index - b.index).filter(c => !/confirmed/.test(c.ariaLabel)).map(c => c.ariaLabel)");
        return names.stream().map(CONFIDENCE::matcher).filter(Matcher::find).map(m -> Integer.parseInt(m.group(1))).toList();
    }

    private void confirmAllPositives(Screen screen) {
        screen.page().getByRole(AriaRole.RADIOGROUP, new Page.GetByRoleOptions().setName("Predicted class"))
                .getByText("Positive", new Locator.GetByTextOptions().setExact(true)).click();
        screen.button("Hide confirmed").click();
        screen.button("Select all shown").click();
        Locator selected = screen.page().locator(".selected-count");
        assertThat(selected).not().hasText("0 selected");
        int count = Integer.parseInt(selected.innerText().replaceAll("\\D", ""));
        assertTrue(count > 100, count + " are predicted positive");
        screen.button("Confirm as predicted").click();
        Waiting.until("they are confirmed", PATIENCE, () -> labelling.status().getInt("labeled_count") == 96 + count);
        screen.page().keyboard().press("u");
        Waiting.until("and taken back", PATIENCE, () -> labelling.status().getInt("labeled_count") == 96);
    }
}
