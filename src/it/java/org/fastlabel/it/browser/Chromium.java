package org.fastlabel.it.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The system's Chromium, started once for all tests; they are skipped where there is none. */
final class Chromium {

    private static final double LAUNCH_MILLIS = 180_000;

    private static Browser browser;

    private Chromium() {
    }

    static synchronized Browser get() {
        if (browser == null) {
            Optional<Path> program = program();
            Assumptions.assumeTrue(program.isPresent(), "no Chromium or Chrome on the PATH: the browser tests are skipped");
            Playwright playwright = Playwright.create();
            browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setTimeout(LAUNCH_MILLIS).setExecutablePath(program.get())
                    // Chromium refuses its sandbox to the superuser, which tests in containers often are.
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return browser;
    }

    private static Optional<Path> program() {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator));
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
    }
}
