package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import jakarta.json.Json;
import java.time.Duration;
import java.util.List;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.TestSounds;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Test;

/** Sounds are played by the space bar with a cursor in step, one at a time, and labelled by digits. */
class SoundsBrowserIT {

    private static final int SOUNDS = 30;
    private static final int CARDS = 24;

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void playsShowsWhereItIsAndTakesLabels() {
        labelling.config(Json.createObjectBuilder().add("type", "audio")
                .add("path", TestSounds.folder(server.data().resolve("tones"), SOUNDS).toString())
                .add("classes", Json.createArrayBuilder(List.of("low", "high", "noise"))));
        labelling.embedded();
        try (Screen screen = Screen.desk(server)) {
            Locator cards = screen.page().locator("fl-card");
            assertThat(cards).hasCount(CARDS);
            screen.picturesAreThere();
            cards.first().focus();
            screen.press(" ");
            assertThat(playing(screen)).hasCount(1);
            cursorMoves(screen);
            screen.shot("3-sound-plays");
            screen.press("ArrowRight");
            screen.press(" ");
            assertThat(cards.nth(1).locator("[data-phase=playing]")).hasCount(1);
            assertThat(playing(screen)).hasCount(1);
            assertEquals(0, screen.page().locator("audio").count(), "the one player is no part of the page");
            label(screen, cards);
            screen.noComplaints(true);
        }
        labelling.items().values().stream().filter(i -> i.user() != null)
                .forEach(i -> assertEquals(i.filename().startsWith("low") ? 0 : 1, i.user(), i.filename()));
    }

    private static Locator playing(Screen screen) {
        return screen.page().locator("fl-card [data-phase=playing]");
    }

    /** The cursor of the sound that plays goes on. While the clock of the sound settles, it may tremble by parts of a pixel. */
    private static void cursorMoves(Screen screen) {
        screen.page().evaluate("window.seen = []; (function look() { const c = document.querySelector('[data-phase=playing] .sound-cursor');"
                + " if (c && !c.hidden) { const x = c.getBoundingClientRect().x; if (seen.at(-1) !== x) seen.push(x); } requestAnimationFrame(look); })()");
        Waiting.until("the cursor moves", Duration.ofSeconds(30), () -> (Boolean) screen.page().evaluate("seen.length >= 3 && seen.at(-1) > seen[0] + 1"));
        Object rising = screen.page().evaluate("seen.every((x, i, all) => i === 0 || x > all[i - 1] - 0.5)");
        assertTrue((Boolean) rising, () -> "the cursor goes forward: " + screen.page().evaluate("seen"));
    }

    private void label(Screen screen, Locator cards) {
        cards.first().focus();
        for (int i = 0; i < CARDS; i++) {
            screen.press(cards.nth(i).getAttribute("aria-label").startsWith("low") ? "0" : "1");
        }
        assertThat(screen.button("Confirm & Train: " + CARDS + " cards")).isVisible();
        screen.press("Enter");
        Waiting.until("the labels are there", Duration.ofSeconds(60), () -> labelling.status().getInt("labeled_count") >= CARDS);
    }

    @Test
    void aSoundThatCannotBePlayedSaysSo() {
        labelling.config(Json.createObjectBuilder().add("type", "audio")
                .add("path", TestSounds.folder(server.data().resolve("few-tones"), 4).toString()));
        labelling.embedded();
        try (Screen screen = Screen.desk(server)) {
            screen.page().route("**/api/audio/**", route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                    .setStatus(200).setContentType("audio/wav").setBodyBytes(TestPictures.text("no sound"))));
            Locator card = screen.page().locator("fl-card").first();
            card.focus();
            screen.press(" ");
            assertThat(card.locator("[data-phase=error]")).hasCount(1);
            Screen.says(card, "cannot be played");
            screen.noComplaints(false);
        }
    }
}
