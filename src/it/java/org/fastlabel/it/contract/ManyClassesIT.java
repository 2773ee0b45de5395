package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Labelling.Item;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three colours, told apart from a few labels. */
class ManyClassesIT {

    private static final List<String> COLOURS = List.of("red", "green", "blue");
    private static final int PICTURES = 240;

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @BeforeEach
    void threeColours() {
        Path folder = server.data().resolve("three-colours");
        for (int i = 0; i < PICTURES; i++) {
            TestPictures.write(folder.resolve(COLOURS.get(i % 3) + "-" + i + ".png"), TestPictures.encoded(picture(i), "png"));
        }
        labelling.folder(folder, COLOURS);
        labelling.embedded();
    }

    /** Patches of one colour, no two pictures alike: near-duplicates would be folded into one card. */
    private static BufferedImage picture(int number) {
        Random random = new Random(number);
        BufferedImage image = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        for (int patch = 0; patch < 36; patch++) {
            int[] rgb = {random.nextInt(60), random.nextInt(60), random.nextInt(60)};
            rgb[number % 3] = 90 + random.nextInt(165);
            g.setColor(new Color(rgb[0], rgb[1], rgb[2]));
            g.fillRect(patch % 6 * 8, patch / 6 * 8, 8, 8);
        }
        g.dispose();
        return image;
    }

    private static int truth(String filename) {
        return COLOURS.indexOf(filename.substring(0, filename.indexOf('-')));
    }

    private void teach(String strategy, int size) {
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        labelling.batch(strategy, size).getJsonArray("items").getValuesAs(JsonObject.class)
                .forEach(i -> labels.put(i.getInt("id"), truth(i.getString("filename"))));
        labelling.submit(labels);
    }

    @Test
    void classesAreLearntAndBatchesSayHowSureTheModelIs() {
        assertEquals(List.of("red", "green", "blue"), labelling.status().getJsonArray("class_list").stream()
                .map(c -> c.asJsonObject().getString("name")).toList());
        teach("random", 24);
        teach("borderline", 24);
        JsonObject status = labelling.status();
        assertEquals(48, status.getJsonObject("counts").values().stream().mapToInt(n -> Integer.parseInt(n.toString())).sum());
        long right = labelling.items().values().stream().filter(i -> i.model() != null && i.model() == truth(i.filename())).count();
        assertTrue(right > PICTURES * 0.85, right + " of " + PICTURES);
        double last = 1;
        for (JsonObject item : labelling.batch("borderline", 24).getJsonArray("items").getValuesAs(JsonObject.class)) {
            double[] probs = item.getJsonArray("probs").stream().mapToDouble(p -> Double.parseDouble(p.toString())).toArray();
            assertEquals(3, probs.length);
            assertEquals(1, probs[0] + probs[1] + probs[2], 1e-6);
            double conf = item.getJsonNumber("conf").doubleValue();
            assertEquals(probs[item.getInt("prediction")], conf, 1e-6);
            assertTrue(item.getJsonNumber("entropy").doubleValue() <= Math.log(3) + 1e-6);
            assertTrue(conf <= last + 1e-6, "the surest come first");
            last = conf;
        }
    }

    @Test
    void aClassIsVerifiedAndMoreLikeAnItemAreFound() {
        teach("random", 48);
        List<JsonObject> surest = items("strategy=verify&class=2");
        assertTrue(surest.stream().filter(i -> truth(i.getString("filename")) == 2).count() >= 20, surest::toString);
        double first = surest.get(0).getJsonArray("probs").getJsonNumber(2).doubleValue();
        assertTrue(first >= surest.get(23).getJsonArray("probs").getJsonNumber(2).doubleValue());
        assertTrue(first > items("strategy=verify&class=2&order=low").get(0).getJsonArray("probs").getJsonNumber(2).doubleValue());
        Item red = labelling.items().values().stream().filter(i -> truth(i.filename()) == 0).findFirst().orElseThrow();
        List<JsonObject> alike = items("strategy=similar&to=" + red.id());
        assertTrue(alike.stream().filter(i -> truth(i.getString("filename")) == 0).count() >= 16, alike::toString);
        labelling.api().get("next_batch?strategy=similar").problem(400, "missing-to");
        labelling.api().get("next_batch?strategy=similar&to=9999").problem(404, "unknown-id");
        labelling.api().get("next_batch?strategy=similar&to=-1").problem(404, "unknown-id");
        labelling.api().get("next_batch?strategy=verify").problem(400, "missing-class");
        labelling.api().get("next_batch?strategy=verify&class=3").problem(404, "unknown-class");
        labelling.api().get("next_batch?strategy=verify&class=x").problem(400, "bad-class");
        labelling.api().get("next_batch?strategy=verify&class=1&order=up").problem(400, "bad-order");
    }

    private List<JsonObject> items(String parameters) {
        return labelling.api().get("next_batch?images=false&batch_size=24&" + parameters).ok().getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    @Test
    void aClassThatComesLaterIsUnlikelyUntilItIsShown() {
        teach("random", 24);
        labelling.classes(Json.createObjectBuilder().add("action", "add").add("name", "violet"));
        JsonObject item = labelling.api().get("data_view?limit=1").ok().getJsonArray("items").getJsonObject(0);
        assertEquals(4, item.getJsonArray("probs").size());
        assertEquals(0, item.getJsonArray("probs").getJsonNumber(3).doubleValue());
        assertTrue(labelling.api().get("data_view?limit=1&probs=false").ok().getJsonArray("items").getJsonObject(0).get("probs") == null);
    }

    @Test
    void namesAndHintsJudgeBeforeThereAreLabels() {
        JsonObject named = labelling.api().post("set_query", "{\"by_names\":true}").ok();
        assertEquals("query", named.getString("scorer"));
        assertEquals("red, green, blue", named.getString("query"));
        assertTrue(labelling.items().values().stream().allMatch(i -> i.model() != null));
        labelling.api().post("set_query", "{\"query\":\"a red thing\",\"class\":0}").ok();
        labelling.api().post("set_query", "{\"query\":\"a blue thing\",\"class\":2}").ok();
        assertEquals("a red thing, a blue thing", labelling.status().getString("query"));
        labelling.api().post("set_query", "{\"query\":\"x\",\"class\":7}").problem(404, "unknown-class");
        labelling.query("a red thing");
        Map<Integer, Item> ordered = labelling.items();
        assertTrue(ordered.values().stream().allMatch(i -> i.model() == null), "a text alone says nothing of classes");
        JsonObject best = labelling.batch("easy_pos", 24);
        double least = best.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .mapToDouble(i -> i.getJsonNumber("prob_pos").doubleValue()).min().orElseThrow();
        long better = ordered.values().stream().filter(i -> i.probPositive() > least + 1e-6).count();
        assertTrue(better < 24 + PICTURES * 0.2, better + " items fit better, more than are held out");
        assertEquals(240, labelling.api().get("histogram?bins=10").ok().getJsonArray("bins").stream()
                .mapToInt(n -> Integer.parseInt(n.toString())).sum());
    }
}
