package org.fastlabel.it.contract;

import static org.fastlabel.it.TestPictures.bomb;
import static org.fastlabel.it.TestPictures.first;
import static org.fastlabel.it.TestPictures.jpeg;
import static org.fastlabel.it.TestPictures.png;
import static org.fastlabel.it.TestPictures.text;
import static org.fastlabel.it.TestPictures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Labelling.Item;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A folder in which half of the files lie about what they are, and the other half has awkward names. */
class HostileFolderIT {

    private static final List<String> AWKWARD = List.of("name with spaces.png", "名前 ünïcode 🎵.png", "quote's \"double\" `back`.png",
            "<img src=x onerror=alert(1)>.png", "-rf.png", "100%25 & a+b;c=d#e?f.png", "UPPER.PNG", "two.dots.tar.png",
            "$(echo x) ${HOME}.png", "a".repeat(200) + ".png", "{{7*7}}.png", "=1+1.png", "@SUM(A1).png", "comma, and \\ back.png",
            "l01/l02/l03/l04/l05/l06/l07/l08/l09/l10/l11/l12/l13/l14/l15/l16/l17/l18/l19/l20/l21/l22/l23/l24/l25/l26/l27/l28/l29/l30/"
                    + "l31/bottom.png");

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);
    private final Map<String, byte[]> bad = new LinkedHashMap<>();
    private final Map<String, byte[]> good = new LinkedHashMap<>();

    @BeforeEach
    void folder() {
        byte[] png = png(1);
        byte[] jpeg = TestPictures.encoded(TestPictures.draw(1, 200), "jpg");
        byte[] flipped = png.clone();
        flipped[png.length / 2] ^= 0x55;
        bad.put("truncated.png", first(png, png.length / 2));
        bad.put("truncated-header.png", first(png, 20));
        bad.put("empty.png", new byte[0]);
        bad.put("empty.jpg", new byte[0]);
        bad.put("truncated-header.jpg", first(jpeg, 30));
        bad.put("bomb-2147483647.png", bomb(2147483647, 2147483647));
        bad.put("bomb-100000.png", bomb(100_000, 100_000));
        bad.put("zero-size.png", bomb(0, 0));
        bad.put("bad-crc.png", flipped);
        bad.put("text.png", text("no picture"));
        bad.put("page.jpg", text("<html><script>alert(1)</script></html>"));
        bad.put("drawing.gif", text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"));
        for (int i = 0; i < 30; i++) {
            good.put(TestPictures.name(i), png(i));
        }
        good.put("really-jpeg.png", jpeg(2));
        good.put("one-pixel.png", TestPictures.encoded(new java.awt.image.BufferedImage(1, 1, 1), "png"));
        good.put("very-wide.png", TestPictures.encoded(new java.awt.image.BufferedImage(20_000, 1, 1), "png"));
        AWKWARD.forEach(name -> good.put(name, png(name.length())));
        Path folder = server.data().resolve("hostile");
        bad.forEach((name, bytes) -> write(folder.resolve(name), bytes));
        good.forEach((name, bytes) -> write(folder.resolve(name), bytes));
        // Not of the formats, or hidden: not there at all.
        write(folder.resolve("script.svg"), text("<svg xmlns='http://www.w3.org/2000/svg'/>"));
        write(folder.resolve(".hidden.png"), png(3));
        JsonObject opened = labelling.folder(folder);
        assertEquals(bad.size() + good.size(), opened.getInt("count"));
        labelling.embedded();
    }

    @Test
    void badFilesAreShownAsUnreadableAndNeverComeUp() {
        Map<String, Item> items = byName();
        assertEquals(bad.keySet(), items.values().stream().filter(i -> i.unreadable() != null).map(Item::filename).collect(Collectors.toSet()));
        assertEquals(bad.size(), labelling.status().getJsonObject("dataset").getInt("unreadable"));
        assertEquals(good.size(), labelling.status().getInt("unlabeled_count"));
        for (String strategy : List.of("random", "kmeans", "borderline", "easy_pos", "easy_neg")) {
            JsonObject batch = labelling.api().get("next_batch?batch_size=200&strategy=" + strategy).ok();
            assertEquals(good.keySet(), shown(batch, items), strategy);
        }
    }

    /** What comes up on cards of its own or with a card that is as good as the same. */
    private static Set<String> shown(JsonObject batch, Map<String, Item> items) {
        Map<Integer, String> names = items.values().stream().collect(Collectors.toMap(Item::id, Item::filename));
        Set<String> shown = new TreeSet<>();
        batch.getJsonArray("items").getValuesAs(JsonObject.class).forEach(card -> {
            shown.add(names.get(card.getInt("id")));
            if (card.containsKey("duplicates")) {
                card.getJsonArray("duplicates").forEach(id -> shown.add(names.get(Integer.parseInt(id.toString()))));
            }
        });
        return shown;
    }

    private Map<String, Item> byName() {
        return labelling.items().values().stream().collect(Collectors.toMap(Item::filename, i -> i));
    }

    @Test
    void badFilesCannotBeLabelledAndTheRestIsLabelledAroundThem() {
        Map<String, Item> items = byName();
        int bomb = items.get("bomb-100000.png").id();
        labelling.api().post("submit_labels", Labelling.edits(Map.of(items.get("disc-0.png").id(), 1, bomb, 0)))
                .problem(400, "unreadable-item");
        assertEquals(0, labelling.status().getInt("labeled_count"));
        JsonObject answer = labelling.submit(labelling.answered("random", 24, TestPictures::positive));
        assertTrue(answer.getBoolean("triggered"));
        assertEquals("head", labelling.status().getString("scorer"));
        labelling.learnt();
        for (Item item : byName().values()) {
            assertTrue(Double.isFinite(item.probPositive()), item::toString);
            assertEquals(item.unreadable() == null, item.model() != null, item::toString);
        }
    }

    @Test
    void badFilesAreNeverServedAsPagesOrPictures() {
        Map<String, Item> items = byName();
        for (String name : bad.keySet()) {
            for (String size : List.of("", "?size=64")) {
                Answer answer = labelling.api().get("image/" + items.get(name).id() + size);
                assertTrue(answer.status() >= 400 && answer.status() < 500 || isPicture(answer), () -> name + size + ": " + answer);
                if (answer.status() != 200) {
                    answer.problem(answer.status());
                }
            }
        }
    }

    /** Raw bytes of a damaged picture may be served, but only under a picture's type. */
    private static boolean isPicture(Answer answer) {
        return answer.status() == 200 && Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")
                .contains(answer.header("Content-Type"));
    }

    @Test
    void goodFilesAreServedUnderWhateverName() {
        Map<String, Item> items = byName();
        for (Map.Entry<String, byte[]> file : good.entrySet()) {
            Answer answer = labelling.api().get("image/" + items.get(file.getKey()).id()).expect(200);
            assertEquals(file.getValue().length, answer.bytes().length, file.getKey());
            assertTrue(isPicture(labelling.api().get("image/" + items.get(file.getKey()).id() + "?size=64")), file.getKey());
        }
        assertNotNull(items.get("one-pixel.png"));
        assertNull(items.get("very-wide.png").unreadable());
    }

    @Test
    void namesComeBackExactlyInEveryExport() {
        Map<String, Item> items = byName();
        Map<Integer, Integer> labels = new HashMap<>();
        AWKWARD.forEach(name -> labels.put(items.get(name).id(), 1));
        labels.put(items.get("cross-1.png").id(), 0);
        labelling.submit(labels);
        Set<String> expected = new TreeSet<>(AWKWARD);
        expected.add("cross-1.png");
        assertEquals(expected, labelling.api().get("export").array().stream().map(v -> v.asJsonObject().getString("filename"))
                .collect(Collectors.toCollection(TreeSet::new)));
        List<List<String>> rows = csv(labelling.api().get("export?format=csv").expect(200).text());
        assertEquals(List.of("filename", "label"), rows.get(0));
        // A name that a spreadsheet would take for a formula is written as the same path, from the folder itself.
        Set<String> named = rows.stream().skip(1).map(r -> r.get(0).replaceFirst("^\\./", "")).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, named);
        assertTrue(rows.stream().skip(1).noneMatch(r -> r.get(0).matches("[=+@-].*")), "no cell is a formula: " + rows);
        assertFalse(labelling.api().get("export").header("Content-Type").contains("html"));
    }

    /** Reads CSV after RFC 4180. */
    private static List<List<String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        return rows;
    }
}
