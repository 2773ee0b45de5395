package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.fastlabel.checkpoint.FakeHub;
import org.fastlabel.it.Api;
import org.fastlabel.it.Form;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Labelling.Item;
import org.fastlabel.it.Npy;
import org.fastlabel.it.OwnServer;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checkpoints are added, fetched, put in use and compared, and nothing that the person did is lost over it. */
@OwnServer
@Tag("fault")
class CheckpointsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final int PICTURES = 240;
    private static final int MANY = 2400;
    private static final String HUB_NAME = "acme/tiny-clip";

    private static FakeHub hub;
    private static Server server;
    private static Labelling labelling;
    private static Api api;
    private static String hfFolder;
    private static String openClipFolder;

    @BeforeAll
    static void start() {
        hub = new FakeHub();
        hub.publish(HUB_NAME, "main", fixture("clip-hf"));
        server = Server.prepared("checkpoints", Map.of("HF_ENDPOINT", hub.endpoint().toString(),
                "HF_HUB_CACHE", Path.of("target", "it", "no-such-cache").toAbsolutePath().toString()));
        hfFolder = "folder:" + copied("clip-hf");
        openClipFolder = "folder:" + copied("openclip");
        server.start();
        connect();
    }

    private static void connect() {
        labelling = new Labelling(server);
        api = labelling.api();
        labelling.embedded();
    }

    @AfterAll
    static void end() {
        server.close();
        hub.close();
    }

    private static Path fixture(String name) {
        return Path.of("src", "test", "resources", "fixtures", name).toAbsolutePath();
    }

    /** Below the root that the server may read. */
    private static Path copied(String name) {
        Path to = server.data().resolve(name);
        try (Stream<Path> files = Files.list(fixture(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                TestPictures.write(to.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
            return to.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reddish and bluish pictures, which any encoder can tell apart; red ones are called discs. */
    private static Path pictures(String name, int count) {
        Path folder = server.data().resolve(name);
        for (int i = 0; i < count && !Files.exists(folder.resolve(TestPictures.name(count - 1))); i++) {
            Random random = new Random(i);
            BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            int strong = 150 + random.nextInt(100);
            int weak = random.nextInt(90);
            g.setColor(i % 2 == 0 ? new Color(strong, random.nextInt(60), weak) : new Color(weak, random.nextInt(60), strong));
            g.fillRect(0, 0, 24, 24);
            g.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
            g.fillRect(random.nextInt(18), random.nextInt(18), 5, 5);
            g.dispose();
            TestPictures.write(folder.resolve(TestPictures.name(i)), TestPictures.encoded(image, "png"));
        }
        return folder;
    }

    private static void open(String name, int count) {
        labelling.folder(pictures(name, count));
        labelling.embedded();
    }

    private static JsonObject checkpoints() {
        return api.get("checkpoints").ok();
    }

    private static JsonObject row(String id) {
        return checkpoints().getJsonArray("checkpoints").getValuesAs(JsonObject.class).stream().filter(c -> c.getString("id").equals(id))
                .findFirst().orElseThrow(() -> new AssertionError(id + " is not on the list"));
    }

    private static String body(String field, String value) {
        return Json.createObjectBuilder().add(field, value).build().toString();
    }

    private static String add(String folder) {
        return api.post("checkpoints/add", body("path", folder.substring("folder:".length()))).ok().getString("id");
    }

    private static void begin(String id) {
        api.post("checkpoints/use", body("id", id)).expect(202);
    }

    /** Until it serves, and what was learnt is learnt anew. */
    private static void awaitInUse(String id) {
        Waiting.until(id + " serves", PATIENCE, () -> {
            JsonObject now = checkpoints();
            if (!now.isNull("switching") && now.getJsonObject("switching").getString("state").equals("failed")) {
                throw new Waiting.InVain("the switch failed: " + now.get("switching"));
            }
            return now.getString("active").equals(id) && now.isNull("switching") && !labelling.status().getBoolean("training");
        });
    }

    private static void use(String id) {
        begin(id);
        awaitInUse(id);
    }

    private static void label(int batches) {
        for (int i = 0; i < batches; i++) {
            labelling.submit(labelling.answered("random", 24, TestPictures::positive));
        }
        labelling.learnt();
    }

    private static double auc() {
        return Labelling.auc(labelling.items().values().stream().filter(i -> i.user() == null).toList(), TestPictures::positive);
    }

    private static String embedder() {
        return labelling.status().getJsonObject("checkpoint").getString("id");
    }

    private static Map<Integer, Integer> labels() {
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        labelling.items().values().stream().filter(i -> i.user() != null).forEach(i -> labels.put(i.id(), i.user()));
        return labels;
    }

    @Test
    void theListSaysWhatThereIs() {
        JsonObject all = checkpoints();
        JsonObject mini = row("mini-clip");
        assertEquals("embedded", mini.getString("source"));
        assertEquals("ready", mini.getString("state"));
        assertTrue(mini.getInt("dim") > 0 && mini.getJsonNumber("disk_bytes").longValue() > 0 && !mini.getBoolean("removable"));
        assertTrue(mini.getJsonNumber("images_per_second").doubleValue() > 0, "measured");
        JsonObject known = row("laion/CLIP-ViT-B-32-laion2B-s34B-b79K");
        assertEquals("absent", known.getString("state"));
        assertEquals(0, known.getInt("embedded"));
        assertEquals(hub.endpoint().toString(), all.getJsonObject("hub").getString("endpoint"));
        assertFalse(all.getBoolean("pinned"));
        assertTrue(all.getBoolean("embeds_open_dataset"));
        JsonObject status = labelling.status().getJsonObject("checkpoint");
        assertEquals(all.getString("precision"), status.getString("precision"));
    }

    @Test
    void aFolderIsAddedWhenItIsACheckpoint() {
        assertEquals(openClipFolder, add(openClipFolder));
        JsonObject added = row(openClipFolder);
        assertEquals("folder", added.getString("source"));
        assertEquals("ready", added.getString("state"));
        String pictures = "folder:" + pictures("few", 4);
        int before = checkpoints().getJsonArray("checkpoints").size();
        api.post("checkpoints/add", body("path", pictures.substring(7))).problem(400, "bad-checkpoint");
        api.post("checkpoints/add", body("path", "/etc")).problem(403, "outside-roots");
        api.post("checkpoints/add", body("path", server.data() + "/nothing")).problem(404);
        api.post("checkpoints/add", "{}").problem(400, "missing-path");
        api.post("checkpoints/use", body("id", "nonsense")).problem(404, "unknown-checkpoint");
        api.post("checkpoints/use", body("id", "imported:none")).problem(404, "unknown-checkpoint");
        api.post("checkpoints/use", body("id", "../../etc/passwd")).problem(404, "unknown-checkpoint");
        assertEquals(before, checkpoints().getJsonArray("checkpoints").size());
    }

    @Test
    void aSwitchKeepsLabelsQueryAndUndoWhileTheOldOneServes() {
        use("mini-clip");
        open("kept", PICTURES);
        labelling.query("red");
        label(3);
        Map<Integer, Integer> given = labels();
        String old = embedder();
        String model = api.get("models/current").ok().getString("id");
        assertTrue(auc() > 0.95, "told apart by the old one");
        begin(add(openClipFolder));
        Waiting.until("it is done", PATIENCE, () -> {
            JsonObject status = labelling.status();
            assertEquals(72, status.getInt("labeled_count"));
            // Both of one look: while something is under way, the old one serves.
            JsonObject serving = status.getJsonObject("checkpoint");
            if (!serving.isNull("switching")) {
                assertNotEquals("failed", serving.getJsonObject("switching").getString("state"));
                assertTrue(labelling.batch("uncertain", 4).getJsonArray("items").size() > 0);
            }
            return serving.isNull("switching");
        });
        awaitInUse(openClipFolder);
        assertNotEquals(old, embedder());
        assertEquals(given, labels());
        assertEquals("red", labelling.status().getString("query"));
        assertTrue(auc() > 0.9, "told apart by the new one: " + auc());
        assertEquals(PICTURES, row(openClipFolder).getInt("embedded"));
        assertEquals(PICTURES, row("mini-clip").getInt("embedded"));
        assertTrue(row("mini-clip").getJsonNumber("store_bytes").longValue() > 0);
        api.post("models/" + model + "/load", "").problem(409, "other-checkpoint");
        api.post("checkpoints/remove", body("id", openClipFolder)).problem(409, "checkpoint-in-use");
        labelling.query("blue");
        for (int left = 48; left >= 0; left -= 24) {
            labelling.undo();
            labelling.learnt();
            assertEquals(left, labelling.status().getInt("labeled_count"));
            assertTrue(left == 0 || labelling.items().values().stream().allMatch(i -> i.model() != null), "somebody judges after undo");
        }
        // Back again: everything is there.
        label(1);
        use("mini-clip");
        assertEquals(old, embedder());
        assertEquals(24, labels().size());
    }

    @Test
    void whatProvesBrokenLeavesTheOldOneInUse() throws IOException {
        use("mini-clip");
        Path broken = server.data().resolve("broken");
        for (String file : List.of("open_clip_config.json", "open_clip_model.safetensors", "tokenizer.json", "tokenizer_config.json")) {
            TestPictures.write(broken.resolve(file), Files.readAllBytes(fixture("openclip").resolve(file)));
        }
        String id = add("folder:" + broken.toRealPath());
        TestPictures.write(broken.resolve("open_clip_model.safetensors"), TestPictures.text("no tensors at all"));
        api.post("checkpoints/use", body("id", id));
        Waiting.until("it has failed", PATIENCE, () -> !checkpoints().isNull("switching")
                && checkpoints().getJsonObject("switching").getString("state").equals("failed"));
        JsonObject failed = checkpoints().getJsonObject("switching");
        assertFalse(failed.getString("error").isBlank() || failed.getString("error").contains("Exception"), failed.toString());
        assertEquals("mini-clip", checkpoints().getString("active"));
        assertTrue(labelling.status().getJsonObject("checkpoint").getBoolean("ready"));
        assertEquals("mini-clip", api.post("checkpoints/use/cancel", "{}").ok().getString("active"));
        assertTrue(checkpoints().isNull("switching"));
        api.post("checkpoints/remove", body("id", id)).ok();
        assertTrue(Files.exists(broken.resolve("tokenizer.json")), "a person's own files stay");
    }

    @Test
    void oneOfTheHubIsFetchedAndUsed() {
        open("fetched", 60);
        use(HUB_NAME);
        JsonObject fetched = row(HUB_NAME);
        assertEquals("hub", fetched.getString("source"));
        assertEquals("ready", fetched.getString("state"));
        assertTrue(fetched.getBoolean("active"));
        assertEquals(60, fetched.getInt("embedded"));
        server.restart();
        connect();
        assertEquals(HUB_NAME, checkpoints().getString("active"));
        use("mini-clip");
        begin("acme/nothing");
        Waiting.until("it has failed", PATIENCE, () -> !checkpoints().isNull("switching")
                && checkpoints().getJsonObject("switching").getString("state").equals("failed"));
        assertEquals("mini-clip", checkpoints().getString("active"));
        api.post("checkpoints/use/cancel", "{}").ok();
        api.post("checkpoints/remove", body("id", HUB_NAME)).ok();
    }

    @Test
    void aSwitchIsGivenUpAndSurvivesAPowerCut() {
        use("mini-clip");
        add(hfFolder);
        labelling.folder(pictures("many", MANY));
        labelling.embedded();
        label(2);
        Map<Integer, Integer> given = labels();
        beginAndAwaitHalf();
        assertEquals("mini-clip", api.post("checkpoints/use/cancel", "{}").ok().getString("active"));
        assertTrue(checkpoints().isNull("switching"));
        beginAndAwaitHalf();
        server.kill9();
        server.start();
        connect();
        assertEquals(given, labels(), "nothing is lost");
        awaitInUse(hfFolder);
        labelling.learnt();
        assertEquals(given, labels());
        assertTrue(auc() > 0.9, "learnt anew: " + auc());
        Map<Integer, Item> seen = labelling.items();
        server.kill9();
        server.start();
        connect();
        labelling.learnt();
        assertEquals(hfFolder, checkpoints().getString("active"));
        assertEquals(seen, labelling.items(), "and it stays so");
        // When the folder is gone, the embedded one serves, and it says why.
        server.stop();
        Path away = Path.of(hfFolder.substring(7)).resolveSibling("away");
        move(Path.of(hfFolder.substring(7)), away);
        server.start();
        connect();
        labelling.learnt();
        assertEquals("mini-clip", checkpoints().getString("active"));
        JsonObject status = labelling.status().getJsonObject("checkpoint");
        assertTrue(status.getBoolean("ready") && status.getString("error").contains("embedded"), status.toString());
        assertEquals(given, labels());
        assertTrue(labelling.items().values().stream().allMatch(i -> i.model() != null), "judged by a head of its own");
        move(away, Path.of(hfFolder.substring(7)));
        use("mini-clip");
        assertTrue(labelling.status().getJsonObject("checkpoint").isNull("error"));
    }

    private static void beginAndAwaitHalf() {
        begin(hfFolder);
        Waiting.until("some are embedded", PATIENCE, () -> {
            JsonObject now = checkpoints();
            if (now.isNull("switching")) {
                throw new Waiting.InVain("it was over before anybody could look: " + now.getString("active"));
            }
            return now.getJsonObject("switching").getInt("done") > 0;
        });
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theOneThatLearnsBestIsFound() {
        use("mini-clip");
        add(openClipFolder);
        open("compared", 150);
        label(2);
        api.post("checkpoints/compare", "{}").problem(409, "too-few-labels");
        label(1);
        api.post("checkpoints/compare", "{\"ids\":[]}").problem(400, "bad-field");
        api.post("checkpoints/compare", "{\"ids\":[\"laion/CLIP-ViT-B-32-laion2B-s34B-b79K\"]}").problem(409, "checkpoint-absent");
        api.post("checkpoints/compare", Json.createObjectBuilder().add("ids",
                Json.createArrayBuilder().add("mini-clip").add(openClipFolder)).build().toString()).expect(202);
        Waiting.until("they are compared", PATIENCE, () -> !checkpoints().getJsonObject("comparison").getString("state").equals("running"));
        JsonObject comparison = checkpoints().getJsonObject("comparison");
        assertEquals("done", comparison.getString("state"), comparison.toString());
        JsonArray results = comparison.getJsonArray("results");
        assertEquals(2, results.size());
        double best = 1;
        for (JsonObject r : results.getValuesAs(JsonObject.class)) {
            double accuracy = r.getJsonNumber("accuracy").doubleValue();
            assertTrue(accuracy <= best && accuracy >= r.getJsonNumber("low").doubleValue() && accuracy <= r.getJsonNumber("high").doubleValue());
            assertEquals(comparison.getInt("labels"), r.getInt("labels"));
            best = accuracy;
        }
        assertTrue(comparison.getInt("labels") >= 50);
        assertEquals("mini-clip", checkpoints().getString("active"));
        // What lies in stores that nobody has open is looked at every few seconds only.
        Waiting.until("its embeddings are seen", PATIENCE, () -> row(openClipFolder).getInt("embedded") > 0);
        assertEquals(comparison.getInt("labels"), row(openClipFolder).getInt("embedded"), "nothing else was embedded");
        server.restart();
        connect();
        assertEquals(results, checkpoints().getJsonObject("comparison").getJsonArray("results"));
        open("few", 4);
        assertTrue(checkpoints().isNull("comparison"), "of another data set nothing is known");
    }

    @Test
    void embeddingsFromElsewhereServeWithoutWords() {
        use("mini-clip");
        open("imported", 60);
        labelling.query("red");
        float[][] rows = new float[58][4];
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {i % 2 == 0 ? 1 : -1, 0.1f * (i % 7), 0.1f * (i % 5), 0.3f};
            names.append(TestPictures.name(i)).append('\n');
        }
        String id = new Form().file("embeddings", Npy.of(rows)).file("ids", TestPictures.text(names.toString())).field("name", "mine")
                .post(api, "embeddings/import").ok().getString("id");
        JsonObject row = row(id);
        assertEquals("imported", row.getString("source"));
        assertEquals(58, row.getInt("embedded"));
        use(id);
        assertEquals(2, labelling.embedded().getJsonObject("embedding").getInt("unreadable"));
        assertTrue(labelling.status().isNull("query"), "what nobody can read any more is taken away");
        api.post("set_query", "{\"query\":\"blue\"}").problem(409, "no-text-tower");
        label(1);
        assertTrue(auc() > 0.95);
        api.post("checkpoints/remove", body("id", id)).problem(409, "checkpoint-in-use");
        open("few", 4);
        assertEquals("mini-clip", checkpoints().getString("active"), "they are of one data set alone");
        assertTrue(checkpoints().getJsonArray("checkpoints").getValuesAs(JsonObject.class).stream().noneMatch(c -> c.getString("id").equals(id)));
    }
}
