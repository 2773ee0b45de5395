package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.OwnServer;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** My folder: chosen in the browser, labelled while it is read; then the page is reloaded and the server killed. */
@OwnServer
@Tag("fault")
class ResumeFolderBrowserIT {

    @Test
    void goesOnWhereItWas() {
        try (Server server = Server.start("my-folder", Map.of())) {
            TestPictures.folder(server.data().resolve("photos"), 0, 1200);
            try (Screen screen = Screen.desk(server)) {
                open(screen, server);
                screen.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Start labelling")).click();
                List<String> first = confirm(screen);
                screen.awaitLabels(24);
                screen.page().reload();
                screen.awaitLabels(24);
                screen.awaitOtherBatch(first);
                server.kill9();
                assertThat(screen.page().getByText("Connection lost")).isVisible();
                screen.shot("2-server-killed");
                server.start();
                assertThat(screen.page().getByText("Connection lost")).not().isVisible();
                screen.awaitLabels(24);
                confirm(screen);
                screen.awaitLabels(48);
                screen.shot("2-gone-on");
                screen.noComplaints(false);
            }
            Labelling labelling = new Labelling(server);
            assertEquals("photos", labelling.status().getJsonObject("dataset").getString("name"));
            labelling.items().values().stream().filter(i -> i.user() != null)
                    .forEach(i -> assertEquals(TestPictures.positive(i.filename()) ? 1 : 0, i.user(), i.filename()));
        }
    }

    private static void open(Screen screen, Server server) {
        screen.tab("Configuration");
        screen.page().getByText("Folder of pictures").click();
        screen.button(server.data().toString()).click();
        screen.button("photos").click();
        assertThat(screen.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Folder")))
                .hasValue(server.data().resolve("photos").toString());
        screen.shot("2-folder-browser");
        screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open").setExact(true)).click();
        Screen.says(screen.statusLine(), "photos");
    }

    private static List<String> confirm(Screen screen) {
        // Not the sample any more, which was on the page before.
        assertThat(screen.cards().first()).hasAttribute("aria-label", Pattern.compile("disc|cross"));
        List<String> files = screen.files(24);
        screen.markByKeys(24, TestPictures::positive);
        screen.press("Enter");
        screen.awaitOtherBatch(files);
        return files;
    }
}
