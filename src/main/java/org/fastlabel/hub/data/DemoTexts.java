package org.fastlabel.hub.data;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.fastlabel.dataset.MediaKind;

/**
 * Notes of an inspection at the end of a production line, to try things out with: a hundred that were written for it, some of them hard to
 * judge, and beyond these the same findings at other pieces. The same count gives the same texts.
 */
final class DemoTexts implements ItemSource {

    static final int MOST = 10_000;
    private static final List<String> TEXTS = read();
    private static final String[] SHIFTS = {"early shift", "late shift", "night shift"};

    private final int count;

    DemoTexts(int count) {
        this.count = count;
    }

    private static List<String> read() {
        try (InputStream in = DemoTexts.class.getResourceAsStream("/hub/demo-texts.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(int index) {
        String text = TEXTS.get(index % TEXTS.size());
        int round = index / TEXTS.size();
        return round == 0 ? text : "Piece " + (1_000 + index * 7) + ", " + SHIFTS[index % SHIFTS.length] + ": " + text;
    }

    @Override
    public MediaKind kind() {
        return MediaKind.TEXT;
    }

    @Override
    public JsonObject kept() {
        return Json.createObjectBuilder().add("type", "demo").add("count", count).build();
    }

    @Override
    public void each(Consumer<Item> to) {
        for (int i = 0; i < count; i++) {
            to.accept(new Item("demo-" + (i + 1), Json.createObjectBuilder().add("text", text(i)).build(), null, null));
        }
    }
}
