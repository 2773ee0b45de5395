package org.fastlabel.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.fastlabel.it.Labelling.truth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Test;

/** The five minutes once more: 390 pixels, dark, in Chinese, with a finger. */
class PhoneBrowserIT {

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void theLoopOnAPhone() {
        labelling.sample();
        try (Screen screen = Screen.phone(server)) {
            assertEquals("zh-CN", screen.page().evaluate("document.documentElement.lang"));
            assertTrue(brightness(screen) < 80, "the ground is dark: " + brightness(screen));
            screen.files(24);
            looksGood(screen, "8-phone-first-look");
            for (int batch = 1; batch <= 3; batch++) {
                tapAndConfirm(screen, truth("smiling"));
                screen.awaitLabels(24 * batch);
            }
            Screen.says(screen.statusLine(), Pattern.compile("准确率\\s*\\d+"));
            looksGood(screen, "8-phone-labelled");
            screen.button("撤销").tap();
            screen.awaitLabels(48);
            query(screen);
            autolabel(screen);
            for (String tab : List.of("已确认", "配置")) {
                screen.tab(tab);
                looksGood(screen, tab.equals("配置") ? "8-phone-configuration" : "8-phone-review");
            }
            onlyChinese(screen);
            screen.noComplaints(true);
        }
    }

    private static void looksGood(Screen screen, String name) {
        screen.shot(name);
        screen.fitsTheWidth();
    }

    /** Of the page's ground, 0 to 255. */
    private static double brightness(Screen screen) {
        return ((Number) screen.page().evaluate("(() => { const c = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g)"
                + ".map(Number); return (c[0] + c[1] + c[2]) / 3; })()")).doubleValue();
    }

    /** Until each card says what it should: the first tap says "the other way" of what was proposed. */
    private static void tapAndConfirm(Screen screen, Predicate<String> positive) {
        List<String> files = screen.files(24);
        for (int i = 0; i < files.size(); i++) {
            Locator card = screen.cards().nth(i);
            String wanted = String.valueOf(positive.test(files.get(i)));
            for (int taps = 0; taps < 3 && !wanted.equals(card.getAttribute("aria-checked")); taps++) {
                String before = card.getAttribute("aria-checked");
                card.tap();
                // What a tap does comes after it.
                assertThat(card).not().hasAttribute("aria-checked", before);
            }
            assertEquals(wanted, card.getAttribute("aria-checked"), files.get(i));
        }
        screen.button("确认并训练").tap();
        screen.awaitOtherBatch(files);
    }

    private static void query(Screen screen) {
        Locator field = screen.page().getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("描述正类"));
        field.fill("eyeglasses");
        field.press("Enter");
        screen.notice("eyeglasses");
        looksGood(screen, "8-phone-query");
    }

    private static void autolabel(Screen screen) {
        screen.tab("自动标注");
        assertThat(screen.page().getByText("显示 6,000")).isVisible();
        Locator grid = screen.page().getByRole(AriaRole.LISTBOX, new Page.GetByRoleOptions().setName("预测结果"));
        Waiting.until("there are three columns", Duration.ofSeconds(120), () -> grid.evaluate("g => new Set([...g.querySelectorAll('fl-card')]"
                + ".filter(c => !c.hidden).map(c => Math.round(c.getBoundingClientRect().left))).size").equals(3));
        looksGood(screen, "8-phone-autolabel");
    }

    /** No key of the table is missing: it would show as itself, such as label.confirm. */
    private static void onlyChinese(Screen screen) {
        String text = (String) screen.page().evaluate("document.body.innerText");
        assertTrue(!Pattern.compile("\\b(label|auto|config|status|review|work)\\.[a-z]+").matcher(text).find(), text);
    }
}
