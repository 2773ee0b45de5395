package org.fastlabel.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;

/** One browser window on the pages, seen as a person does: by roles and names. Collects what the browser complains about. */
public final class Screen implements AutoCloseable {

    /** A busy machine with two cores trains, embeds and draws at once. */
    private static final double PATIENCE_MILLIS = 150_000;
    private static final double FIRST_LOOK_MILLIS = 20_000;
    private static final Path SHOTS = Path.of(System.getProperty("fastlabel.build", "target"), "screenshots");
    /** The browser's own note about an answer that is no 2xx; the page says in words what it means. */
    private static final Pattern NETWORK = Pattern.compile("Failed to load resource|net::ERR_");

    private final BrowserContext context;
    private final Page page;
    private final Words words;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Screen(Server server, Browser.NewContextOptions options, Words words) {
        this.words = words;
        context = Chromium.get().newContext(options.setAcceptDownloads(true));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onPageError(error -> complaints.add("error: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onDialog(dialog -> {
            complaints.add("a dialog opened: " + dialog.message());
            dialog.dismiss();
        });
        page.navigate(server.base().toString());
        begin();
    }

    /** A page that shows no tab for long is loaded once more, as a person would do it. */
    private void begin() {
        Locator tabs = page.getByRole(AriaRole.TAB);
        try {
            tabs.first().waitFor(new Locator.WaitForOptions().setTimeout(FIRST_LOOK_MILLIS));
        } catch (com.microsoft.playwright.TimeoutError e) {
            System.out.println("The page had to be loaded again; it complained of " + complaints);
            complaints.clear();
            page.reload();
        }
    }

    /** A window on a desk, in English. */
    public static Screen desk(Server server) {
        return new Screen(server, new Browser.NewContextOptions().setViewportSize(1280, 800).setLocale("en-US"), Words.ENGLISH);
    }

    /** A phone in the dark, in Chinese. */
    static Screen phone(Server server) {
        return new Screen(server, new Browser.NewContextOptions().setViewportSize(390, 844).setDeviceScaleFactor(2).setIsMobile(true)
                .setHasTouch(true).setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK).setLocale("zh-CN"), Words.CHINESE);
    }

    public Page page() {
        return page;
    }

    Words words() {
        return words;
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /**
     * By two keys, the second of which must follow soon: a busy machine may take too long over them, and then they are pressed again.
     *
     * @param page of the labelling workspace, as addresses name it
     */
    void go(String key, String page) {
        Waiting.until("the page is " + page, Duration.ofSeconds(120), () -> {
            press("g");
            press(key);
            return (Boolean) this.page.evaluate("page => location.hash.startsWith('#/' + page)", page);
        });
    }

    public Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(beginning(name)));
    }

    /** In the browser's dialect, which has no quoting of whole stretches. */
    private static Pattern beginning(String text) {
        return Pattern.compile("^" + text.replaceAll("[.*+?^${}()|/\\[\\]\\\\]", "\\\\$0"));
    }

    public void tab(String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(beginning(name))).click();
    }

    /** The cards of the batch. */
    public Locator cards() {
        return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(words.cards())).getByRole(AriaRole.CHECKBOX);
    }

    /** The names of the files on the cards, once so many are there. */
    public List<String> files(int count) {
        PlaywrightAssertions.assertThat(cards()).hasCount(count);
        return cards().all().stream().map(card -> file(card.getAttribute("aria-label"))).toList();
    }

    /** The name of a card is "file: state". */
    String file(String cardName) {
        return cardName.substring(0, cardName.lastIndexOf(words.colon()));
    }

    /** Marks every card of the batch by keyboard. */
    void markByKeys(int count, Predicate<String> positive) {
        List<String> files = files(count);
        cards().first().focus();
        for (String file : files) {
            press(positive.test(file) ? "p" : "n");
        }
    }

    /** Waits until the status line counts so many labels. */
    public void awaitLabels(int count) {
        says(page.getByRole(AriaRole.CONTENTINFO), words.labelled(count));
    }

    public Locator statusLine() {
        return page.getByRole(AriaRole.CONTENTINFO);
    }

    public void notice(String text) {
        says(page.locator("fl-notice"), text);
    }

    static void says(Locator locator, String text) {
        PlaywrightAssertions.assertThat(locator).containsText(text, new LocatorAssertions.ContainsTextOptions().setUseInnerText(true));
    }

    static void says(Locator locator, Pattern text) {
        PlaywrightAssertions.assertThat(locator).containsText(text, new LocatorAssertions.ContainsTextOptions().setUseInnerText(true));
    }

    /** Another batch than the one with these files. */
    void awaitOtherBatch(List<String> files) {
        PlaywrightAssertions.assertThat(cards().first()).not().hasAttribute("aria-label", beginning(files.get(0)));
    }

    public void shot(String name) {
        page.waitForLoadState(LoadState.LOAD);
        page.waitForTimeout(300);
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
    }

    /** Nothing is wider than the window. */
    void fitsTheWidth() {
        assertEquals(true, page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), "the page scrolls sideways");
    }

    /** Every card on the screen has got its picture, or says that there is none. */
    void picturesAreThere() {
        Waiting.until("all pictures are there", Duration.ofSeconds(120), () -> {
            Object missing = page.evaluate("""
                    [...document.querySelectorAll('fl-card')].filter(card => {
                      const box = card.getBoundingClientRect(), view = card.closest('[data-scroller]').getBoundingClientRect();
                      return !card.hidden && box.bottom > view.top && box.top < view.bottom && !['ready', 'broken'].includes(card.dataset.image);
                    }).map(card => card.ariaLabel)""");
            assertEquals(List.of(), missing);
            return true;
        });
    }

    int cardsInDocument() {
        return (Integer) page.evaluate("document.querySelectorAll('fl-card').length");
    }

    int nodesInDocument() {
        return (Integer) page.evaluate("document.querySelectorAll('*').length");
    }

    /** @param networkToo whether failed requests count as well */
    public void noComplaints(boolean networkToo) {
        List<String> serious = complaints.stream().filter(c -> networkToo || !NETWORK.matcher(c).find()).toList();
        assertTrue(serious.isEmpty(), () -> "the browser complains: " + serious);
    }

    @Override
    public void close() {
        context.close();
    }
}
