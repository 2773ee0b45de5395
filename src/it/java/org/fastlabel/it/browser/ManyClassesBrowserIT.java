package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Test;

/** Many classes by keyboard: digits, type-to-find, a class made on the way, merged, and brought back. */
class ManyClassesBrowserIT {

    private static final int CARDS = 24;

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void digitsLettersANewClassAndAMerge() {
        labelling.config(Json.createObjectBuilder().add("type", "image")
                .add("path", TestPictures.folder(server.data().resolve("many"), 0, 80).toString())
                .add("classes", Json.createArrayBuilder(List.of("cross", "disc", "square"))));
        labelling.embedded();
        try (Screen screen = Screen.desk(server)) {
            Locator cards = screen.page().locator("fl-card");
            assertThat(cards).hasCount(CARDS);
            cards.first().focus();
            for (int i = 0; i < CARDS; i++) {
                screen.press(disc(cards.nth(i)) ? "1" : "0");
            }
            // The last card: a class that is not there yet, found missing and added by typing its name.
            cards.nth(CARDS - 1).focus();
            screen.press("/");
            screen.page().keyboard().type("ring");
            screen.press("Enter");
            assertThat(chosen(cards.nth(CARDS - 1))).containsText("ring");
            // The first: found by its first letters, without any command.
            cards.first().focus();
            screen.page().keyboard().type("di");
            screen.press("Enter");
            assertThat(chosen(cards.first())).containsText("disc");
            screen.shot("3-many-classes");
            screen.press("Enter");
            screen.awaitLabels(CARDS);
            assertEquals(1, count("ring"));
            mergeRingIntoDisc(screen);
            screen.noComplaints(true);
        }
    }

    private static boolean disc(Locator card) {
        return TestPictures.positive(card.getAttribute("aria-label"));
    }

    private static Locator chosen(Locator card) {
        return card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setPressed(true));
    }

    private void mergeRingIntoDisc(Screen screen) {
        int discs = count("disc");
        screen.button("Change ring").click();
        screen.button("Merge into").click();
        screen.page().keyboard().type("disc");
        screen.press("Enter");
        awaitClasses("they are merged", n -> n == 3);
        assertEquals(discs + 1, count("disc"));
        screen.notice("ring is part of disc now");
        screen.page().locator("fl-card").first().focus();
        screen.press("u");
        awaitClasses("the class is back", n -> n == 4);
        assertEquals(discs, count("disc"));
        assertThat(screen.page().getByRole(AriaRole.TOOLBAR, new Page.GetByRoleOptions().setName("Class that painting gives"))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("ring: 1 labelled"))).isVisible();
    }

    private void awaitClasses(String what, IntPredicate enough) {
        Waiting.until(what, Duration.ofSeconds(120), () -> enough.test(labelling.status().getJsonArray("class_list").size()));
    }

    /** Labels of a class, by its name. */
    private int count(String name) {
        return labelling.status().getJsonArray("class_list").getValuesAs(JsonObject.class).stream()
                .filter(c -> c.getString("name").equals(name)).findFirst().orElseThrow().getInt("count");
    }

    @Test
    void aNameThatIsTakenIsSaidBesideTheFieldAndChangesNothing() {
        labelling.config(Json.createObjectBuilder().add("type", "image")
                .add("path", TestPictures.folder(server.data().resolve("names"), 0, 30).toString())
                .add("classes", Json.createArrayBuilder(List.of("cross", "disc", "square"))));
        try (Screen screen = Screen.desk(server)) {
            screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("square: 0 labelled")).dblclick();
            Locator field = screen.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("New name"));
            field.fill("disc");
            screen.press("Enter");
            assertThat(screen.page().locator("fl-class-row").getByRole(AriaRole.ALERT).first()).containsText("disc");
            field.fill("box");
            screen.press("Enter");
            awaitNames(List.of("cross", "disc", "box"));
            screen.noComplaints(false);
        }
    }

    private void awaitNames(List<String> names) {
        Waiting.until("the classes are " + names, Duration.ofSeconds(120), () -> names.equals(labelling.status().getJsonArray("class_list")
                .getValuesAs(JsonObject.class).stream().map(c -> c.getString("name")).toList()));
    }
}
