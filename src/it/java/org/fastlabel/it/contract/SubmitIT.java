package org.fastlabel.it.contract;

import static org.fastlabel.it.Labelling.edits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Labelling.Item;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitIT {

    private final Labelling labelling = new Labelling(Server.shared());

    @BeforeEach
    void freshSample() {
        labelling.sample();
        labelling.embedded();
    }

    @Test
    void submitTeaches() {
        JsonObject answer = labelling.submit(Map.of(0, 1, 1, 0, 2, 1));
        assertTrue(answer.getBoolean("success"));
        assertTrue(answer.getBoolean("triggered"));
        assertEquals(3, answer.getInt("labeled_count"));
        assertEquals(5997, answer.getInt("unlabeled_count"));
        assertEquals(3, answer.getJsonObject("learned").getInt("labels"));
        assertEquals("{\"1\":[0,2],\"0\":[1]}", labelling.labels().toString());
        assertEquals("head", labelling.status().getString("scorer"));
        Item item = labelling.items().get(0);
        assertEquals(1, item.user());
        assertTrue(item.probPositive() > 0.5, "what was just taught is known: " + item);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[{\"id\":0,\"label\":1},{\"id\":6000,\"label\":0}]          | unknown-id",
        "[{\"id\":0,\"label\":1},{\"id\":-1,\"label\":0}]            | unknown-id",
        "[{\"id\":0,\"label\":1},{\"id\":2147483647,\"label\":0}]    | unknown-id",
        "[{\"id\":0,\"label\":1},{\"id\":99999999999,\"label\":0}]   | bad-id",
        "[{\"id\":0,\"label\":1},{\"id\":1.5,\"label\":0}]           | bad-id",
        "[{\"id\":0,\"label\":1},{\"id\":\"1\",\"label\":0}]         | bad-id",
        "[{\"id\":0,\"label\":1},{\"id\":null,\"label\":0}]          | bad-id",
        "[{\"id\":0,\"label\":1},{\"label\":0}]                      | missing-id",
        "[{\"id\":0,\"label\":1},{\"id\":1}]                         | missing-label",
        "[{\"id\":0,\"label\":1},{\"id\":1,\"label\":2}]             | unknown-label",
        "[{\"id\":0,\"label\":1},{\"id\":1,\"label\":-1}]            | unknown-label",
        "[{\"id\":0,\"label\":1},{\"id\":1,\"label\":\"cat\"}]       | bad-label",
        "[{\"id\":0,\"label\":1},{\"id\":1,\"label\":null}]          | bad-label",
        "[{\"id\":0,\"label\":1},{\"id\":0,\"label\":0}]             | duplicate-id",
        "[{\"id\":0,\"label\":1},{\"id\":0,\"label\":1}]             | duplicate-id",
        "[{\"id\":0,\"label\":1},7]                                  | malformed-body",
        "[]                                                          | no-labels",
        "{\"id\":0,\"label\":1}                                      | malformed-body",
        "null                                                        | malformed-body",
        "[{\"id\":0,\"label\":1}                                     | malformed-body"})
    void oneBadEntryRefusesAll(String body, String code) {
        JsonObject before = labelling.status();
        labelling.api().post("submit_labels", body).problem(400, code);
        labelling.api().post("relabel", body.replace("\"label\":null", "\"label\":[]")).problem(400, code);
        assertUnchanged(before);
    }

    private void assertUnchanged(JsonObject before) {
        JsonObject after = labelling.status();
        for (String field : List.of("labeled_count", "unlabeled_count", "counts", "undo_depth", "scorer", "version", "dataset")) {
            assertEquals(before.get(field), after.get(field), field);
        }
    }

    @Test
    void whatIsConfirmedCannotBeSubmittedAgain() {
        labelling.submit(Map.of(0, 1, 1, 0));
        JsonObject before = labelling.status();
        labelling.api().post("submit_labels", edits(Map.of(1, 1, 2, 0))).problem(409, "already-labeled");
        assertUnchanged(before);
    }

    @Test
    void aRepeatedSubmitChangesNothingAndIsAnsweredAgain() {
        String id = UUID.randomUUID().toString();
        JsonObject first = labelling.submit(Map.of(0, 1, 1, 0), id);
        JsonObject before = labelling.status();
        JsonObject again = labelling.submit(Map.of(0, 1, 1, 0), id);
        assertTrue(again.getBoolean("repeated"));
        assertEquals(first.get("labeled_count"), again.get("labeled_count"));
        assertEquals(before.getJsonNumber("version"), again.getJsonNumber("version"));
        assertTrue(again.getBoolean("trained"), "by now they are learnt");
        assertUnchanged(before);
        // Also when the labels have been taken back since: the request was answered once.
        labelling.undo();
        assertTrue(labelling.submit(Map.of(0, 1, 1, 0), id).getBoolean("repeated"));
        assertEquals(0, labelling.status().getInt("labeled_count"));
    }

    @Test
    void ofTheSameBatchSubmittedByManyAtOnceOneWins() throws Exception {
        Map<Integer, Integer> batch = labelling.answered("random", 24, Labelling.truth("smiling"));
        List<Answer> answers = together(6, () -> labelling.api().post("submit_labels", edits(batch)));
        assertEquals(1, answers.stream().filter(a -> a.status() == 200).count(), () -> "" + answers.stream().map(Answer::status).toList());
        answers.stream().filter(a -> a.status() != 200).forEach(a -> a.problem(409, "already-labeled"));
        assertEquals(24, labelling.status().getInt("labeled_count"));
        assertEquals(1, labelling.status().getInt("undo_depth"));
    }

    @Test
    void ofTheSameRequestSentTwiceAtOnceBothAreAnsweredAlike() throws Exception {
        Map<Integer, Integer> batch = labelling.answered("random", 24, Labelling.truth("smiling"));
        String id = UUID.randomUUID().toString();
        List<Answer> answers = together(4, () -> labelling.api().post("submit_labels?submit_id=" + id, edits(batch)));
        answers.forEach(a -> assertEquals(24, a.ok().getInt("labeled_count")));
        assertEquals(3, answers.stream().filter(a -> a.ok().getBoolean("repeated", false)).count());
    }

    @Test
    void differentBatchesAtOnceAllCount() throws Exception {
        List<Map<Integer, Integer>> batches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Map<Integer, Integer> batch = new HashMap<>();
            for (int id = i * 10; id < i * 10 + 10; id++) {
                batch.put(id, id % 2);
            }
            batches.add(batch);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Answer> answer : threads.invokeAll(batches.stream()
                    .map(b -> (Callable<Answer>) () -> labelling.api().post("submit_labels", edits(b))).toList())) {
                answer.get().expect(200);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(40, labelling.status().getInt("labeled_count"));
        assertEquals(3, labelling.status().getInt("undo_depth"));
    }

    private static List<Answer> together(int times, Callable<Answer> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(java.util.Collections.nCopies(times, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void undoIsExactAndThreeDeep() {
        List<Map<Integer, Item>> past = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            past.add(labelling.items());
            labelling.teach("smiling", i % 2 == 0 ? "random" : "kmeans", 1, 24);
        }
        assertEquals(3, labelling.status().getInt("undo_depth"));
        for (int i = 3; i >= 1; i--) {
            JsonObject answer = labelling.undo();
            assertTrue(answer.getBoolean("success"));
            assertEquals(24 * i, answer.getInt("labeled_count"));
            assertEquals(6000 - 24 * i, answer.getInt("unlabeled_count"));
            assertEquals(past.get(i), labelling.items(), "labels and every probability are as before submit " + i);
        }
        assertFalse(labelling.status().getBoolean("undo_available"));
        labelling.api().post("undo", "{}").problem(409, "nothing-to-undo");
    }

    @Test
    void sameLabelsAfterUndoTeachTheSameAgain() {
        labelling.teach("smiling", "random", 1, 24);
        Map<Integer, Integer> batch = labelling.answered("kmeans", 24, Labelling.truth("smiling"));
        labelling.submit(batch);
        labelling.undo();
        labelling.submit(batch);
        assertEquals(48, labelling.status().getInt("labeled_count"));
        assertEquals(2, labelling.status().getInt("undo_depth"));
    }

    @Test
    void undoNeedsNoBody() {
        labelling.submit(Map.of(0, 1, 1, 0));
        labelling.api().send(labelling.api().request("undo").POST(java.net.http.HttpRequest.BodyPublishers.noBody())).ok();
        assertEquals(0, labelling.status().getInt("labeled_count"));
    }

    @Test
    void relabelCorrectsTakesAwayAndIsTakenBack() {
        labelling.submit(Map.of(0, 1, 1, 0, 2, 1, 3, 0));
        Map<Integer, Item> before = labelling.items();
        Map<Integer, Integer> corrections = new HashMap<>(Map.of(0, 0));
        corrections.put(1, null);
        JsonObject answer = labelling.relabel(corrections);
        assertEquals(3, answer.getInt("labeled_count"));
        assertEquals("{\"1\":[2],\"0\":[0,3]}", labelling.labels().toString());
        assertNotEquals(before, labelling.items());
        labelling.undo();
        assertEquals(before, labelling.items());
    }

    @Test
    void withoutAnyLabelLeftThereIsNoModel() {
        labelling.submit(Map.of(0, 1));
        Map<Integer, Integer> none = new HashMap<>();
        none.put(0, null);
        assertEquals(0, labelling.relabel(none).getInt("labeled_count"));
        assertEquals("none", labelling.status().getString("scorer"));
    }

    @Test
    void accuracyOfTheConfirmedIsMeasured() {
        labelling.teach("smiling", "random", 4, 24);
        org.fastlabel.it.Waiting.until("the curve has a point", java.time.Duration.ofSeconds(180),
                () -> !labelling.api().get("curve").ok().getJsonArray("points").isEmpty());
        JsonObject point = labelling.api().get("curve").ok().getJsonArray("points").getJsonObject(0);
        assertTrue(point.getInt("labels") % 24 == 0);
        double accuracy = point.getJsonNumber("accuracy").doubleValue();
        assertTrue(point.getJsonNumber("low").doubleValue() <= accuracy && accuracy <= point.getJsonNumber("high").doubleValue());
    }
}
