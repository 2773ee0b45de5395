package org.fastlabel.it.contract;

import static org.fastlabel.it.TestPictures.folder;
import static org.fastlabel.it.TestPictures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.Test;

class ConfigIT {

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);

    @Test
    void sampleIsThousandsOfPortraits() {
        JsonObject answer = labelling.sample();
        assertTrue(answer.getBoolean("success"));
        assertEquals(6000, answer.getInt("count"));
        assertEquals("sample", answer.getString("type"));
        JsonObject dataset = labelling.status().getJsonObject("dataset");
        assertEquals("sample", dataset.getString("id"));
        assertTrue(dataset.isNull("path"));
        assertEquals("smiling", labelling.status().getString("first_hint"));
    }

    @Test
    void folderIsReadRecursively() {
        Path folder = folder(server.data().resolve("recursive"), 0, 4);
        folder(folder.resolve("a/b/c"), 4, 6);
        write(folder.resolve("a/photo.JPG"), TestPictures.jpeg(6));
        write(folder.resolve("notes.txt"), TestPictures.text("no picture"));
        write(folder.resolve(".hidden.png"), TestPictures.png(7));
        JsonObject answer = labelling.folder(folder);
        assertEquals(7, answer.getInt("count"));
        assertEquals("image", answer.getString("type"));
        assertEquals(List.of("a/b/c/cross-5.png", "a/b/c/disc-4.png", "a/photo.JPG", "cross-1.png", "cross-3.png", "disc-0.png",
                "disc-2.png"), labelling.items().values().stream().map(Labelling.Item::filename).sorted().toList());
        assertTrue(labelling.status().isNull("first_hint"));
    }

    @Test
    void spriteSheetIsCutIntoTiles() {
        Path sheet = TestPictures.sheet(server.data().resolve("sheet.png"), 10, 4, 48);
        JsonObject answer = labelling.sprite(sheet, 48);
        assertEquals(40, answer.getInt("count"));
        assertEquals("sprite", answer.getString("type"));
        assertEquals(48, answer.getJsonObject("dataset").getInt("tile"));
        assertEquals("tile-0", labelling.items().get(0).filename());
        assertEquals("tile-39", labelling.items().get(39).filename());
        assertEquals(160, labelling.sprite(sheet, 24).getInt("count"), "another tile size is another data set");
        JsonObject withoutTile = labelling.api().post("config", Json.createObjectBuilder().add("type", "sprite")
                .add("path", sheet.toString()).build()).ok();
        assertEquals(40, withoutTile.getInt("count"), "the tile size is 48 unless told");
    }

    @Test
    void configBeginsAnewAndKeepsTheLabels() {
        Path folder = folder(server.data().resolve("again"), 0, 12);
        labelling.folder(folder);
        labelling.submit(Map.of(0, 1, 1, 0, 2, 1));
        labelling.query("a disc");
        JsonObject answer = labelling.folder(folder);
        assertEquals(3, answer.getInt("restored_labels"));
        JsonObject status = labelling.status();
        assertEquals(0, status.getInt("labeled_count"));
        assertEquals("none", status.getString("scorer"));
        assertTrue(status.isNull("query"));
        assertFalse(status.getBoolean("undo_available"));
        assertEquals(3, labelling.api().post("restore_labels", "{}").ok().getInt("labeled_count"));
        assertEquals("{\"1\":[0,2],\"0\":[1]}", labelling.labels().toString());
        labelling.api().post("restore_labels", "{}").problem(409, "nothing-to-restore");
        labelling.undo();
        assertEquals(0, labelling.status().getInt("labeled_count"));
    }

    @Test
    void rescanAfterFilesWereAddedKeepsIdsAndLabels() throws IOException {
        Path folder = folder(server.data().resolve("growing"), 10, 20);
        labelling.folder(folder);
        Labelling.Item disc = labelling.item("disc-10.png");
        Labelling.Item cross = labelling.item("cross-11.png");
        Labelling.Item leaving = labelling.item("disc-12.png");
        labelling.submit(Map.of(disc.id(), 1, cross.id(), 0, leaving.id(), 1));
        // Names that sort before and between the old ones, and one file that goes.
        folder(folder, 0, 10);
        folder(folder.resolve("aaa"), 20, 24);
        Files.delete(folder.resolve("disc-12.png"));
        JsonObject answer = labelling.folder(folder);
        assertEquals(23, answer.getInt("count"));
        assertEquals(disc.id(), labelling.item("disc-10.png").id());
        assertEquals(cross.id(), labelling.item("cross-11.png").id());
        assertEquals(2, answer.getInt("restored_labels"), "the label of the file that went is not offered");
        labelling.api().post("restore_labels", "{}").ok();
        assertEquals(1, labelling.item("disc-10.png").user());
        assertEquals(0, labelling.item("cross-11.png").user());
    }

    @Test
    void recentDataSetsAreListedWithTheirLabels() {
        Path folder = folder(server.data().resolve("recent"), 0, 6);
        labelling.folder(folder);
        labelling.submit(Map.of(0, 1, 1, 0));
        labelling.sample();
        JsonObject answer = labelling.api().get("datasets").ok();
        assertEquals(List.of("\"" + server.data() + "\""), answer.getJsonArray("roots").stream().map(Object::toString).toList());
        List<JsonObject> recent = answer.getJsonArray("recent").getValuesAs(JsonObject.class);
        assertEquals("sample", recent.get(0).getString("type"), "the latest comes first");
        JsonObject known = recent.stream().filter(d -> d.getString("name").equals("recent")).findFirst().orElseThrow();
        assertEquals(folder.toString(), known.getString("path"));
        assertEquals(6, known.getInt("count"));
        assertEquals(2, known.getInt("labels"));
    }

    @Test
    void configWhileEmbeddingRuns() {
        Path large = folder(server.data().resolve("large"), 0, 1500);
        Path small = folder(server.data().resolve("small"), 0, 30);
        labelling.folder(large);
        assertEquals("small", labelling.folder(small).getJsonObject("dataset").getString("name"));
        JsonObject status = labelling.embedded();
        assertEquals(30, status.getJsonObject("embedding").getInt("total"));
        assertEquals(30, labelling.items().size());
        labelling.folder(large);
        assertEquals(1500, labelling.embedded().getJsonObject("embedding").getInt("done"), "what was cancelled goes on");
    }

    @Test
    void aBatchCanBeLabelledWhileEmbeddingRuns() {
        labelling.folder(folder(server.data().resolve("at-once"), 2000, 3500));
        JsonObject batch = labelling.batch("random", 24);
        assertEquals(24, batch.getJsonArray("items").size());
        JsonObject answer = labelling.submit(Labelling.answers(batch, TestPictures::positive));
        assertEquals(24, answer.getInt("labeled_count"));
        labelling.embedded();
        labelling.learnt();
        assertEquals("head", labelling.status().getString("scorer"));
    }

    @Test
    void embeddingRestsAndGoesOn() {
        labelling.folder(folder(server.data().resolve("resting"), 4000, 6000));
        JsonObject paused = labelling.api().post("embedding", "{\"action\":\"pause\"}").ok().getJsonObject("embedding");
        assertTrue(paused.getInt("done") < 2000, "it had not come to its end: " + paused);
        JsonObject batch = labelling.batch("random", 24);
        assertEquals(24, labelling.submit(Labelling.answers(batch, TestPictures::positive)).getInt("labeled_count"));
        assertTrue(labelling.status().getJsonObject("embedding").getInt("done") < 2000, "what is not asked for waits");
        labelling.api().post("embedding", "{\"action\":\"resume\"}").ok();
        assertEquals(2000, labelling.embedded().getJsonObject("embedding").getInt("done"));
        labelling.api().post("embedding", "{\"action\":\"explode\"}").problem(400, "unknown-action");
    }

    @Test
    void configsAtOnceLeaveOneOfThemWhole() throws Exception {
        Path one = folder(server.data().resolve("one"), 0, 10);
        Path two = folder(server.data().resolve("two"), 0, 20);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Path path = i % 2 == 0 ? one : two;
                answers.add(threads.submit(() -> labelling.api().post("config", Json.createObjectBuilder().add("type", "image")
                        .add("path", path.toString()).build())));
            }
            int taken = 0;
            for (Future<Answer> answer : answers) {
                if (answer.get().status() == 200) {
                    taken++;
                } else {
                    answer.get().problem(409, "config-running");
                }
            }
            assertTrue(taken >= 1, "one of them is taken");
        } finally {
            threads.shutdownNow();
        }
        JsonObject dataset = labelling.status().getJsonObject("dataset");
        int expected = dataset.getString("name").equals("one") ? 10 : 20;
        assertEquals(expected, dataset.getInt("count"));
        assertEquals(expected, labelling.items().size());
        labelling.embedded();
        labelling.submit(Labelling.answers(labelling.batch("random", expected), TestPictures::positive));
        assertEquals(expected, labelling.status().getInt("labeled_count"));
    }
}
