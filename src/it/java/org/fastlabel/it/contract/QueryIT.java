package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Labelling.Item;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryIT {

    private final Labelling labelling = new Labelling(Server.shared());

    @BeforeEach
    void freshSample() {
        labelling.sample();
        labelling.embedded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smiling", "eyeglasses", "beard", "hat"})
    void wordsOrderThePoolUsefully(String attribute) {
        JsonObject answer = labelling.query(attribute);
        assertTrue(answer.getBoolean("success"));
        assertFalse(answer.getString("calibration").isBlank());
        Map<Integer, Item> items = labelling.items();
        double auc = Labelling.auc(items.values(), Labelling.truth(attribute));
        assertTrue(auc > 0.7, attribute + " has an AUC of " + auc);
        assertSpread(items);
    }

    /** Useful probabilities are neither all alike nor all at one end. */
    private static void assertSpread(Map<Integer, Item> items) {
        double[] sorted = items.values().stream().mapToDouble(Item::probPositive).sorted().toArray();
        assertTrue(sorted[sorted.length - 1] - sorted[0] > 0.5, "from " + sorted[0] + " to " + sorted[sorted.length - 1]);
        long distinct = IntStream.range(1, sorted.length).filter(i -> sorted[i] > sorted[i - 1]).count();
        assertTrue(distinct > sorted.length * 0.9, distinct + " different probabilities of " + sorted.length);
        double positive = items.values().stream().filter(i -> i.model() != null && i.model() == 1).count() / (double) sorted.length;
        assertTrue(positive > 0.01 && positive < 0.9, "positive are " + positive);
    }

    @Test
    void verifyBatchesFollowTheQuery() {
        labelling.query("hat");
        JsonObject positives = labelling.batch("easy_pos", 48);
        assertEquals("query", positives.getString("scorer"));
        assertEquals("positive", positives.getString("batch_type"));
        assertFalse(positives.containsKey("message"), "a query is enough to verify by");
        long right = Labelling.answers(positives, Labelling.truth("hat")).values().stream().filter(l -> l == 1).count();
        long wrong = Labelling.answers(labelling.batch("easy_neg", 48), Labelling.truth("hat")).values().stream().filter(l -> l == 1).count();
        assertTrue(right > wrong + 10, right + " hats among the surest, " + wrong + " among the least");
    }

    @Test
    void aQueryGivesWayToTrainingAndUndoBringsItBack() {
        labelling.query("smiling");
        Map<Integer, Item> asked = labelling.items();
        labelling.teach("smiling", "easy_pos", 1, 24);
        assertEquals("head", labelling.status().getString("scorer"));
        labelling.undo();
        assertEquals("query", labelling.status().getString("scorer"));
        assertEquals(asked, labelling.items());
    }

    @Test
    void anEmptyQueryTakesItAway() {
        labelling.query("smiling");
        labelling.query("");
        assertTrue(labelling.status().isNull("query"));
        assertEquals("none", labelling.status().getString("scorer"));
        assertTrue(labelling.items().values().stream().allMatch(i -> i.model() == null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"笑脸", "🎵", "<script>alert(1)</script>", "' OR 1=1 --", "x\u0000y", "  smiling  ", "a"})
    void anyWordsAreTaken(String words) {
        labelling.query(words);
        assertEquals(words.strip(), labelling.status().getString("query"));
    }

    @Test
    void refusedQueriesLeaveTheQueryAsItWas() {
        labelling.query("hat");
        labelling.api().post("set_query", "{\"query\":\"" + "x".repeat(501) + "\"}").problem(400, "query-too-long");
        labelling.api().post("set_query", "{}").problem(400, "missing-query");
        labelling.api().post("set_query", "{\"query\":7}").problem(400, "bad-field");
        assertEquals("hat", labelling.status().getString("query"));
        labelling.query("x".repeat(500));
    }
}
