package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.Test;

/** A table of texts: found by a word, labelled by digits, exported. */
class TextsBrowserIT {

    private static final int ROWS = 60;
    /** Every tenth text asks for money. */
    private static final int ASKING = ROWS / 10;

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    private static Path table(Path file) {
        StringBuilder csv = new StringBuilder("text\n");
        for (int i = 0; i < ROWS; i++) {
            String words = switch (i % 10) {
                case 0 -> "Please send my REFUND number " + i + ", said <b>Anna</b> & co";
                case 1 -> "物流太慢，第 " + i + " 次";
                case 2 -> "A long letter. ".repeat(200) + i;
                default -> "Thank you for parcel " + i + ", see you on day " + i % 7;
            };
            csv.append('"').append(words).append("\"\n");
        }
        return TestPictures.write(file, TestPictures.text(csv.toString()));
    }

    @Test
    void searchesLabelsAndExports() {
        labelling.config(Json.createObjectBuilder().add("type", "text").add("path", table(server.data().resolve("letters.csv")).toString())
                .add("text_column", "text").add("classes", Json.createArrayBuilder(List.of("OK", "NG"))));
        labelling.embedded();
        try (Screen screen = Screen.desk(server)) {
            Locator cards = screen.page().locator("fl-card");
            assertThat(cards).hasCount(24);
            search(screen, "refund");
            assertThat(cards).hasCount(ASKING);
            assertThat(cards.first().locator("mark")).hasText("REFUND");
            assertThat(cards.first()).containsText("<b>Anna</b> & co");
            assertEquals(0, cards.locator("b").count());
            screen.shot("3-text-search");
            cards.first().focus();
            for (int i = 0; i < ASKING; i++) {
                screen.press("1");
            }
            screen.press("Enter");
            screen.awaitLabels(ASKING);
            longTextsOpen(screen, cards);
            correctOne(screen, cards);
            screen.noComplaints(true);
        }
        String csv = labelling.api().get("export?format=csv").text();
        assertEquals(ASKING, Arrays.stream(csv.split("\r?\n")).skip(1).filter(line -> !line.isBlank()).count(), csv);
    }

    private static void search(Screen screen, String words) {
        Locator field = screen.page().getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Search words in the texts"));
        field.fill(words);
        field.press("Enter");
    }

    /** Space shows all of a text that was cut. */
    private static void longTextsOpen(Screen screen, Locator cards) {
        search(screen, "letter");
        assertThat(cards.first().locator("mark").first()).hasText("letter");
        cards.first().focus();
        screen.press(" ");
        assertThat(cards.first().locator("mark")).hasCount(200);
    }

    /** What is confirmed already shows its class in a search, and a new choice corrects it. */
    private void correctOne(Screen screen, Locator cards) {
        search(screen, "refund");
        assertThat(cards).hasCount(ASKING);
        assertThat(cards.first().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setPressed(true))).containsText("NG");
        cards.first().focus();
        screen.press("0");
        screen.press("Enter");
        screen.notice("1 label changed");
        assertEquals(1, labelling.status().getJsonObject("counts").getInt("0"));
        assertEquals(ASKING - 1, labelling.status().getJsonObject("counts").getInt("1"));
    }
}
