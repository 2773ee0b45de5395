package org.fastlabel.it.faults;

import static org.fastlabel.it.Labelling.truth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Labelling.Item;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kill -9} at the worst moments. After the restart everything that was answered is there, exactly. */
@Tag("fault")
class KilledIT {

    private static Server server;
    private static Labelling labelling;

    @BeforeAll
    static void start() {
        server = Server.start("killed", Map.of());
        labelling = new Labelling(server);
        labelling.embedded();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    /** What must survive, bit for bit. The version is part of it: pages recognise the state by it. */
    private record Seen(String dataset, String labels, Map<Integer, Item> items, String scorer, String query, int undoDepth) {

        static Seen now() {
            labelling.learnt();
            JsonObject status = labelling.status();
            return new Seen(status.getJsonObject("dataset").getString("id"), labelling.labels().toString(), labelling.items(),
                    status.getString("scorer"), status.isNull("query") ? null : status.getString("query"), status.getInt("undo_depth"));
        }
    }

    private static void killAndRestart() {
        server.kill9();
        server.start();
        labelling = new Labelling(server);
        labelling.embedded();
    }

    @Test
    void everythingIsThereAfterTheAnswerOfASubmit() {
        labelling.sample();
        for (int i = 0; i < 3; i++) {
            labelling.submit(labelling.answered("random", 24, truth("smiling")));
        }
        Map<Integer, Integer> last = labelling.answered("borderline", 24, truth("smiling"));
        labelling.submit(last);
        Map<Integer, Item> answered = labelling.items();
        server.kill9();
        server.start();
        labelling = new Labelling(server);
        labelling.embedded();
        labelling.learnt();
        assertEquals(answered, labelling.items());
        assertEquals(96, labelling.status().getInt("labeled_count"));
        assertEquals(3, labelling.status().getInt("undo_depth"));
        last.forEach((id, label) -> assertEquals(label, answered.get(id).user()));
    }

    @Test
    void queryUndoAndCorrectionsSurviveAndUndoGoesOnExactly() {
        labelling.sample();
        List<Seen> past = new ArrayList<>();
        labelling.query("hat");
        past.add(Seen.now());
        labelling.submit(labelling.answered("easy_pos", 24, truth("hat")));
        labelling.query("eyeglasses");
        past.add(Seen.now());
        labelling.submit(labelling.answered("kmeans", 24, truth("hat")));
        labelling.submit(labelling.answered("random", 24, truth("hat")));
        labelling.undo();
        past.add(Seen.now());
        Map<Integer, Integer> correction = new LinkedHashMap<>();
        int first = labelling.items().values().stream().filter(i -> i.user() != null).findFirst().orElseThrow().id();
        correction.put(first, null);
        labelling.relabel(correction);
        Seen last = Seen.now();
        killAndRestart();
        assertEquals(last, Seen.now());
        for (int i = 2; i >= 0; i--) {
            labelling.undo();
            Seen now = Seen.now();
            Seen then = past.get(i);
            assertEquals(then.labels(), now.labels(), "undo " + i);
            assertEquals(then.undoDepth(), now.undoDepth());
            if (i > 0) {
                assertEquals(then.items(), now.items(), "predictions after undo " + i);
                assertEquals(then.scorer(), now.scorer());
            }
        }
        labelling.api().post("undo", "{}").problem(409, "nothing-to-undo");
        // And once more from a history that has been gone back.
        Seen empty = Seen.now();
        killAndRestart();
        assertEquals(empty, Seen.now());
    }

    @Test
    void aMergeOfClassesIsThereAfterItsAnswerAndUndoTakesItBack() {
        labelling.sample();
        labelling.classes(Json.createObjectBuilder().add("action", "add").add("name", "unsure"));
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        for (int id = 0; id < 24; id++) {
            labels.put(id, id % 3);
        }
        labelling.submit(labels);
        Seen before = Seen.now();
        labelling.classes(Json.createObjectBuilder().add("action", "merge").add("id", 2).add("into", 1));
        killAndRestart();
        assertTrue(labelling.status().getBoolean("binary"));
        labels.replaceAll((id, label) -> label == 2 ? 1 : label);
        Seen after = Seen.now();
        labels.forEach((id, label) -> assertEquals(label, after.items().get(id).user()));
        assertTrue(after.items().values().stream().noneMatch(i -> i.model() == null || i.model() == 2), "the class that went is judged no more");
        JsonObject added = labelling.classes(Json.createObjectBuilder().add("action", "add").add("name", "other"));
        assertEquals(3, added.getJsonArray("classes").getJsonObject(2).getInt("id"), "an id is given once");
        labelling.undo();
        labelling.undo();
        Seen back = Seen.now();
        assertEquals(before.items(), back.items());
        assertEquals(before.labels(), back.labels());
    }

    @Test
    void aSubmitIsThereWhollyOrNotAtAllWheneverTheServerDies() throws Exception {
        labelling.sample();
        Random random = new Random(4);
        Map<Integer, Integer> confirmed = new LinkedHashMap<>();
        for (int round = 0; round < 3; round++) {
            List<Map<Integer, Integer>> sent = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            AtomicReference<Throwable> unexpected = new AtomicReference<>();
            List<Integer> answered = new ArrayList<>();
            CountDownLatch begun = new CountDownLatch(1);
            Labelling mine = labelling;
            Thread annotator = new Thread(() -> {
                try {
                    for (int i = 0; i < 40; i++) {
                        Map<Integer, Integer> batch = mine.answered("random", 40, truth("smiling"));
                        sent.add(batch);
                        ids.add(UUID.randomUUID().toString());
                        begun.countDown();
                        Answer answer = mine.api().post("submit_labels?submit_id=" + ids.get(i), Labelling.edits(batch));
                        answer.expect(200);
                        answered.add(i);
                    }
                } catch (java.io.UncheckedIOException e) {
                    // The server died, as it is meant to.
                    return;
                } catch (Throwable e) {
                    unexpected.set(e);
                }
            });
            annotator.start();
            begun.await();
            Thread.sleep(random.nextInt(700));
            server.kill9();
            annotator.join();
            if (unexpected.get() != null) {
                throw new AssertionError(unexpected.get());
            }
            server.start();
            labelling = new Labelling(server);
            for (int i : answered) {
                confirmed.putAll(sent.get(i));
            }
            checkLast(confirmed, sent, ids, answered);
        }
    }

    /** Sends the last request again, as a page does that got no answer: it counts once, whether it had arrived or not. */
    private static void checkLast(Map<Integer, Integer> confirmed, List<Map<Integer, Integer>> sent, List<String> ids, List<Integer> answered) {
        int last = sent.size() - 1;
        int before = labelling.status().getInt("labeled_count");
        boolean unanswered = !answered.contains(last) && ids.size() == sent.size();
        assertTrue(before == confirmed.size() || unanswered && before == confirmed.size() + sent.get(last).size(),
                before + " labels, " + confirmed.size() + " were answered");
        labelling.embedded();
        labelling.submit(sent.get(last), ids.get(last));
        confirmed.putAll(sent.get(last));
        labelling.learnt();
        Map<Integer, Item> items = labelling.items();
        confirmed.forEach((id, label) -> assertEquals(label, items.get(id).user()));
        assertEquals(confirmed.size(), labelling.status().getInt("labeled_count"));
    }

    @Test
    void embeddingGoesOnWhereItWasAndLabelsStay() {
        Path folder = TestPictures.folder(server.data().resolve("embedding"), 0, 2500);
        TestPictures.write(folder.resolve("broken.png"), TestPictures.text("no picture"));
        labelling.folder(folder);
        org.fastlabel.it.Waiting.until("some are embedded", java.time.Duration.ofSeconds(240),
                () -> labelling.status().getJsonObject("embedding").getInt("done") > 300);
        Map<Integer, Integer> batch = labelling.answered("random", 24, TestPictures::positive);
        labelling.submit(batch);
        killAndRestart();
        JsonObject status = labelling.status();
        assertEquals("embedding", status.getJsonObject("dataset").getString("name"));
        assertEquals(24, status.getInt("labeled_count"));
        assertEquals(2501, status.getJsonObject("embedding").getInt("done"));
        labelling.learnt();
        assertEquals("head", labelling.status().getString("scorer"));
        Item broken = labelling.item("broken.png");
        assertTrue(broken.unreadable() != null, "still said to be unreadable: " + broken);
        Map<Integer, Item> before = labelling.items();
        killAndRestart();
        labelling.learnt();
        assertEquals(before, labelling.items(), "the embeddings are the same, and the head too");
    }

    @Test
    void configIsThereOrNotButNeverHalf() throws Exception {
        Path small = TestPictures.folder(server.data().resolve("small"), 0, 20);
        Path many = TestPictures.folder(server.data().resolve("many"), 0, 2500);
        labelling.folder(small);
        labelling.embedded();
        labelling.submit(Map.of(0, 1, 1, 0));
        Random random = new Random(9);
        for (int round = 0; round < 2; round++) {
            Labelling mine = labelling;
            Thread opener = new Thread(() -> {
                try {
                    mine.folder(many);
                } catch (java.io.UncheckedIOException e) {
                    // The server died, as it is meant to.
                    return;
                }
            });
            opener.start();
            Thread.sleep(random.nextInt(120));
            server.kill9();
            opener.join();
            server.start();
            labelling = new Labelling(server);
            labelling.embedded();
            JsonObject status = labelling.status();
            boolean before = status.getJsonObject("dataset").getString("name").equals("small");
            assertEquals(before ? 20 : 2500, status.getJsonObject("dataset").getInt("count"));
            assertEquals(before ? 20 : 2500, labelling.items().size());
            if (!before) {
                assertEquals(0, status.getInt("labeled_count"));
                assertEquals(2, labelling.folder(small).getInt("restored_labels"));
                labelling.api().post("restore_labels", "{}").ok();
            }
            assertEquals("{\"1\":[0],\"0\":[1]}", labelling.labels().toString());
        }
    }
}
