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
            listen(screen);
            cards.first().focus();
            screen.press(" ");
            cursorMoves(screen);
            screen.shot("3-sound-plays");
            screen.press("ArrowRight");
            screen.press(" ");
            heard(screen, "the second one plays", "heard.some(h => h.card === 1)");
            assertEquals(true, screen.page().evaluate("heard.every(h => h.playing === 1)"), "one at a time");
            assertEquals(0, screen.page().locator("audio").count(), "the one player is no part of the page");
            label(screen, cards);
            screen.noComplaints(true);
        }
        labelling.items().values().stream().filter(i -> i.user() != null)
                .forEach(i -> assertEquals(i.filename().startsWith("low") ? 0 : 1, i.user(), i.filename()));
    }

    /** Notes from now on which card plays and where its cursor is: a sound may be over before anybody asks. */
    private static void listen(Screen screen) {
        screen.page().evaluate("""
                () => {
                    window.heard = [];
                    (function look() {
                        const playing = [...document.querySelectorAll('fl-card')].flatMap((card, i) => {
                            const cursor = card.querySelector('[data-phase=playing] .sound-cursor');
                            return cursor && !cursor.hidden ? [[i, cursor.getBoundingClientRect().x]] : [];
                        });
                        for (const [card, x] of playing) {
                            if (heard.at(-1)?.card !== card || heard.at(-1).x !== x) heard.push({ card, x, playing: playing.length });
                        }
                        requestAnimationFrame(look);
                    })();
                }""");
    }

    private static void heard(Screen screen, String what, String condition) {
        Waiting.until(what, Duration.ofSeconds(120), () -> (Boolean) screen.page().evaluate(condition));
    }

    /** The cursor of the first sound goes on. While the clock of the sound settles, it may tremble by parts of a pixel. */
    private static void cursorMoves(Screen screen) {
        heard(screen, "the cursor moves", "heard.length >= 3 && heard.at(-1).x > heard[0].x + 1");
        Object rising = screen.page().evaluate("heard.every((h, i, all) => h.card === 0 && (i === 0 || h.x > all[i - 1].x - 0.5))");
        assertTrue((Boolean) rising, () -> "the cursor goes forward: " + screen.page().evaluate("heard"));
    }

    private void label(Screen screen, Locator cards) {
        cards.first().focus();
        for (int i = 0; i < CARDS; i++) {
            screen.press(cards.nth(i).getAttribute("aria-label").startsWith("low") ? "0" : "1");
        }
        assertThat(screen.button("Confirm & Train: " + CARDS + " cards")).isVisible();
        screen.press("Enter");
        Waiting.until("the labels are there", Duration.ofSeconds(180), () -> labelling.status().getInt("labeled_count") >= CARDS);
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
