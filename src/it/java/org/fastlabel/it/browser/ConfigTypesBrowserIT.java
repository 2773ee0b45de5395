package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Test;

/** From the folder browser to a data set of any kind, with its own class names and with labels from a file. */
class ConfigTypesBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final List<String> NAMES = List.of("apple", "plum", "quince");

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void classFoldersOfferTheirNamesAndLabelsComeFromAFile() {
        Path tree = tree();
        labelling.sample();
        try (Screen screen = Screen.desk(server)) {
            screen.tab("Configuration");
            refusesBadClassNames(screen);
            browseTo(screen, tree);
            screen.button("Class folders").click();
            assertThat(screen.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Folder"))).hasValue(tree.toString());
            screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open").setExact(true)).click();
            screen.shot("3-config-opened");
            screen.button("Use the 3 names the data set offers").click();
            Waiting.until("its classes are those of the folders", PATIENCE, () -> names().equals(NAMES));
            assertEquals("imagefolder", labelling.status().getJsonObject("dataset").getString("type"));
            labelling.embedded();
            imports(screen);
            screen.noComplaints(false);
        }
    }

    private Path tree() {
        Path tree = server.data().resolve("orchard");
        try {
            for (String name : NAMES) {
                TestPictures.folder(Files.createDirectories(tree.resolve(name)), 0, 6);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    private List<String> names() {
        return labelling.status().getJsonArray("class_list").getValuesAs(JsonObject.class).stream().map(c -> c.getString("name")).toList();
    }

    /** Said beside the field, before anything is sent. */
    private static void refusesBadClassNames(Screen screen) {
        screen.page().getByText("A list of names").click();
        Locator field = screen.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Names of the classes"));
        field.fill("apple\nApple");
        screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open").setExact(true)).click();
        assertThat(screen.page().locator("#classes-error")).hasText("“Apple” is there twice.");
        screen.page().getByText("Two (yes or no)").click();
    }

    private void browseTo(Screen screen, Path tree) {
        screen.page().getByText("Folder of pictures", new Page.GetByTextOptions().setExact(true)).first().click();
        Locator browser = screen.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Folders"));
        browser.getByText(server.data().toString(), new Locator.GetByTextOptions().setExact(true)).click();
        browser.getByText("orchard", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(browser).containsText("3 class folders");
    }

    /** One row fits, one names an item that is not there: first nothing happens, then what matches is applied. */
    private void imports(Screen screen) {
        String file = labelling.items().get(0).filename();
        String csv = "filename,label\n" + file + ",plum\nnowhere.png,plum\n";
        screen.page().locator("#import-file").setInputFiles(new FilePayload("labels.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        Locator report = screen.page().locator("fl-import");
        assertThat(report).containsText("nowhere.png");
        assertEquals(0, labelling.status().getInt("labeled_count"));
        screen.button("Apply the 1 that match").click();
        Waiting.until("the label is there", PATIENCE, () -> labelling.status().getInt("labeled_count") == 1);
        assertThat(report).containsText("1 label imported.");
        assertEquals(NAMES.indexOf("plum"), labelling.items().get(0).user());
    }
}
