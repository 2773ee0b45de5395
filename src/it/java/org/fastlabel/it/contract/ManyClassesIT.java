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

    private static BufferedImage picture(int number) {
        Random random = new Random(number);
        BufferedImage image = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        int[] rgb = {random.nextInt(60), random.nextInt(60), random.nextInt(60)};
        rgb[number % 3] = 180 + random.nextInt(75);
        g.setColor(new Color(rgb[0], rgb[1], rgb[2]));
        g.fillRect(0, 0, 48, 48);
        g.setColor(Color.getHSBColor(random.nextFloat(), 0.3f, 0.6f));
        g.fillOval(random.nextInt(36), random.nextInt(36), 10, 10);
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
