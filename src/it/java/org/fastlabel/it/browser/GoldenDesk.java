package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.fastlabel.it.Api;
import org.fastlabel.it.Server;

/** What a researcher does in the Golden Noise workspace, by keyboard and by the names on the page. */
final class GoldenDesk {

    /** The first group waits for the model to be read. */
    private static final double LOADING_MILLIS = 400_000;
    private static final Pattern SCORE = Pattern.compile("CLIP (\\d+[.,]\\d+)");

    private final Screen screen;
    private final Page page;
    private final Api api;

    GoldenDesk(Screen screen, Server server) {
        this.screen = screen;
        page = screen.page();
        api = server.api();
    }

    /** From wherever one is to a page of the workspace. */
    void open(String name) {
        page.evaluate("name => { location.hash = '#/golden/' + name; }", name);
        assertThat(page.locator("fl-tabs a[data-page=" + name + "]")).hasAttribute("aria-selected", "true");
    }

    /** Prompts from a file, then the first group. */
    void begin(String fileName, String content) {
        open("setup");
        page.locator("#golden-file").setInputFiles(new FilePayload(fileName, "text/csv", content.getBytes(StandardCharsets.UTF_8)));
        initialise();
    }

    void beginTyped(List<String> prompts, boolean pairs) {
        open("setup");
        page.locator("#golden-prompts").fill(String.join("\n", prompts));
        if (pairs) {
            page.locator("fl-segmented .seg[data-value=pairs]").click();
        }
        initialise();
    }

    private void initialise() {
        assertThat(page.locator(".model-choice").first()).isVisible();
        page.locator(".begin-row button[type=submit]").click();
        assertThat(page.locator("fl-tabs a[data-page=work]")).hasAttribute("aria-selected", "true");
    }

    /** The pictures of the group, by what they are to a screen reader. */
    Locator pictures() {
        return page.locator(".shots").getByRole(AriaRole.CHECKBOX);
    }

    Locator golden() {
        return page.locator(".shot[data-verdict=golden]");
    }

    Locator bad() {
        return page.locator(".shot[data-verdict=bad]");
    }

    /** Waits until the whole group of this prompt is there. @return the prompt */
    String awaitGroup(int size) {
        assertThat(page.locator(".shot[data-image=ready]")).hasCount(size, new LocatorAssertions.HasCountOptions().setTimeout(LOADING_MILLIS));
        return prompt();
    }

    String prompt() {
        return page.locator(".bench-prompt").innerText();
    }

    /** Also at the end of the list, where there is none. */
    void awaitOtherPrompt(String than) {
        assertThat(page.locator(".bench-prompt")).not().hasText(than);
    }

    /** Which pictures fit best by the CLIP scores on the page, from 0. */
    List<Integer> best(int count) {
        List<String> scores = page.locator(".shot-scores").allInnerTexts();
        return IntStream.range(0, scores.size()).boxed().sorted(Comparator.comparingDouble((Integer i) -> -score(scores.get(i)))).limit(count).toList();
    }

    private static double score(String words) {
        Matcher found = SCORE.matcher(words);
        return found.find() ? Double.parseDouble(found.group(1).replace(',', '.')) : 0;
    }

    /** The best two golden, the worst one bad, and on, with nothing but keys. */
    void judgeByKeys(int size) {
        String prompt = awaitGroup(size);
        List<Integer> order = best(size);
        screen.press(String.valueOf(order.get(0) + 1));
        screen.press(String.valueOf(order.get(1) + 1));
        screen.press("Shift+Digit" + (order.get(size - 1) + 1));
        assertThat(golden()).hasCount(2);
        assertThat(bad()).hasCount(1);
        screen.press("Enter");
        awaitOtherPrompt(prompt);
    }

    /** Whether there is a selector that can tell golden seeds from others. */
    boolean recommends(String prompt) {
        return api.get("golden/recommend", Map.of("prompt", prompt)).ok().getBoolean("ready");
    }

    /** What was decided in the current session. */
    JsonArray history() {
        return api.get("golden/history?limit=100&session=" + session().getString("session_id")).ok().getJsonArray("entries");
    }

    JsonObject session() {
        return api.get("golden/sessions").ok().getJsonArray("sessions").getValuesAs(JsonObject.class).stream().filter(s -> s.getBoolean("current"))
                .findFirst().orElseThrow();
    }

    static long count(JsonObject entry, String verdict) {
        return entry.getJsonArray("images").getValuesAs(JsonObject.class).stream().filter(i -> i.getString("verdict").equals(verdict)).count();
    }
}
