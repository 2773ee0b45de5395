package org.fastlabel.hub.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.hub.ollama.LabelTokens.Weighed;
import org.junit.jupiter.api.Test;

class LabelTokensTest {

    private static final List<String> OK_NG = List.of("OK", "NG");
    private final JsonArrayBuilder tokens = Json.createArrayBuilder();
    private final StringBuilder content = new StringBuilder();

    /** A token that is certain. */
    private LabelTokensTest token(String text) {
        return token(text, 1, Map.of());
    }

    private LabelTokensTest token(String text, double p, Map<String, Double> others) {
        JsonObjectBuilder token = entry(text, p);
        JsonArrayBuilder top = Json.createArrayBuilder().add(entry(text, p));
        others.forEach((other, q) -> top.add(entry(other, q)));
        tokens.add(token.add("top_logprobs", top));
        content.append(text);
        return this;
    }

    private static JsonObjectBuilder entry(String text, double p) {
        return Json.createObjectBuilder().add("token", text).add("logprob", Math.log(p));
    }

    private Weighed weigh(List<String> labels) {
        return find(labels).orElseThrow();
    }

    private Optional<Weighed> find(List<String> labels) {
        String text = content.toString();
        int key = text.indexOf("\"label\"") + 7;
        return LabelTokens.weigh(text, text.indexOf('"', key) + 1, tokens.build(), labels);
    }

    private LabelTokensTest begin() {
        return token("{\"").token("label").token("\":").token(" \"");
    }

    @Test
    void weighsTheTwoLabelsAgainstEachOther() {
        Weighed w = begin().token("OK", 0.6, Map.of("NG", 0.2, "The", 0.1)).token("\"}").weigh(OK_NG);
        assertEquals(0.75, w.probabilities().get("OK"), 1e-9);
        assertEquals(0.25, w.probabilities().get("NG"), 1e-9);
        assertEquals(0.8, w.covered(), 1e-9);
        assertTrue(w.bounded().isEmpty());
    }

    @Test
    void addsUpAllWaysToBeginALabel() {
        Weighed w = begin().token("OK", 0.4, Map.of("Ok", 0.05, " OK", 0.1, "O", 0.04, "\"OK", 0.01, "N", 0.1, "ng", 0.1, "NG\"", 0.05, "None", 0.05))
                .token("\"}").weigh(OK_NG);
        assertEquals(0.6 / 0.85, w.probabilities().get("OK"), 1e-9);
        assertEquals(0.85, w.covered(), 1e-9);
    }

    @Test
    void readsALabelFusedWithItsQuote() {
        Weighed w = token("{\"").token("label").token("\":").token(" \"OK", 0.5, Map.of(" \"NG", 0.2, "\"NG", 0.1, "\"OK", 0.1, " \"", 0.05, "OK", 0.02))
                .token("\"}").weigh(OK_NG);
        assertEquals(0.62 / 0.92, w.probabilities().get("OK"), 1e-9);
        // The bare quote leads to either: it counts as wanting a label, for none of them.
        assertEquals(0.97, w.covered(), 1e-9);
    }

    @Test
    void readsALabelFusedWithColonAndQuote() {
        Weighed w = token("{").token("\"label\"").token(":\"OK\"}", 0.7, Map.of(":\"NG\"}", 0.2, ": \"", 0.05)).weigh(OK_NG);
        assertEquals(0.7 / 0.9, w.probabilities().get("OK"), 1e-9);
    }

    @Test
    void aLabelThatIsNotListedGetsTheMostItCanHaveAndNeverNothing() {
        Weighed w = begin().token("OK", 0.9, Map.of("The", 0.05, "Sure", 0.01)).token("\"}").weigh(OK_NG);
        assertEquals(List.of("NG"), w.bounded());
        assertEquals(0.9 / 0.91, w.probabilities().get("OK"), 1e-9);
        Weighed alone = new LabelTokensTest().begin().token("OK", 0.7, Map.of()).token("\"}").weigh(OK_NG);
        assertEquals(0.7, alone.probabilities().get("OK"), 1e-9);
        Weighed certain = new LabelTokensTest().begin().token("OK", 1, Map.of()).token("\"}").weigh(OK_NG);
        assertTrue(certain.probabilities().get("OK") < 1);
    }

    @Test
    void whatTheBareQuoteLeadsToDoesNotCountAsListed() {
        Weighed w = token("{\"").token("label").token("\":").token(" \"OK", 0.9, Map.of(" \"", 0.04, "x", 0.01)).token("\"}").weigh(OK_NG);
        assertEquals(List.of("NG"), w.bounded());
        assertEquals(0.9 / 0.91, w.probabilities().get("OK"), 1e-9);
    }

    @Test
    void aModelThatWantedToSaySomethingElseIsNotSure() {
        Weighed w = begin().token("OK", 0.2, Map.of("The", 0.7, "NG", 0.01)).token("\"}").weigh(OK_NG);
        double p = 0.2 / 0.21;
        assertEquals(0.21, w.covered(), 1e-9);
        assertEquals(0.21 * p + 0.79 / 2, w.probabilities().get("OK"), 1e-9);
        assertTrue(w.probabilities().get("OK") < 0.6);
    }

    @Test
    void followsSeveralTokensOfLabelsThatBeginAlike() {
        List<String> labels = List.of("defect-crack", "defect-dent", "fine");
        Weighed w = begin().token("def", 0.6, Map.of("fine", 0.3)).token("ect", 1, Map.of()).token("-", 1, Map.of())
                .token("crack", 0.5, Map.of("dent", 0.25)).token("\"}").weigh(labels);
        assertEquals(1.0 / 3, w.probabilities().get("fine"), 1e-9);
        assertEquals(2.0 / 3 * 2 / 3, w.probabilities().get("defect-crack"), 1e-9);
        assertEquals(2.0 / 3 / 3, w.probabilities().get("defect-dent"), 1e-9);
    }

    @Test
    void aWayNotTakenThatSeveralLabelsShareIsSharedAmongThem() {
        Weighed w = begin().token("fine", 0.6, Map.of("def", 0.3)).token("\"}").weigh(List.of("defect-crack", "defect-dent", "fine"));
        assertEquals(2.0 / 3, w.probabilities().get("fine"), 1e-9);
        assertEquals(1.0 / 6, w.probabilities().get("defect-dent"), 1e-9);
    }

    @Test
    void aLabelThatBeginsAnotherIsToldApartByItsEnd() {
        Weighed w = begin().token("OK", 0.9, Map.of("NG", 0.1)).token("\"}", 0.8, Map.of("-ish", 0.2)).weigh(List.of("OK", "OK-ish", "NG"));
        assertEquals(0.72, w.probabilities().get("OK"), 1e-9);
        assertEquals(0.18, w.probabilities().get("OK-ish"), 1e-9);
        assertEquals(0.1, w.probabilities().get("NG"), 1e-9);
    }

    @Test
    void chineseLabelsAreReadByTheirBytesEvenIfACharacterIsSplit() {
        byte[] no = "不".getBytes(StandardCharsets.UTF_8);
        begin();
        content.append("不合格\"}");
        tokens.add(bytes(Arrays.copyOf(no, 2), 0.8).add("top_logprobs", Json.createArrayBuilder().add(bytes(Arrays.copyOf(no, 2), 0.8))
                .add(bytes("合格".getBytes(StandardCharsets.UTF_8), 0.2))));
        tokens.add(bytes(Arrays.copyOfRange(no, 2, 3), 1));
        tokens.add(bytes("合格".getBytes(StandardCharsets.UTF_8), 1)).add(entry("\"}", 1));
        Weighed w = weigh(List.of("合格", "不合格"));
        assertEquals(0.8, w.probabilities().get("不合格"), 1e-9);
        assertEquals(0.2, w.probabilities().get("合格"), 1e-9);
    }

    private static JsonObjectBuilder bytes(byte[] bytes, double p) {
        JsonArrayBuilder numbers = Json.createArrayBuilder();
        for (byte b : bytes) {
            numbers.add(b & 0xff);
        }
        return Json.createObjectBuilder().add("token", "\ufffd").add("logprob", Math.log(p)).add("bytes", numbers);
    }

    @Test
    void labelsThatDifferByCaseOnlyAreNotMixed() {
        Weighed w = begin().token("ok", 0.6, Map.of("OK", 0.3)).token("\"}").weigh(List.of("OK", "ok"));
        assertEquals(2.0 / 3, w.probabilities().get("ok"), 1e-9);
    }

    @Test
    void thoughtsBeforeTheAnswerAreNotTakenForIt() {
        for (String thought : new String[] {"{\"", "label", "\":", " \"", "NG", "\"}", " no, "}) {
            tokens.add(entry(thought, 0.5));
        }
        Weighed w = begin().token("OK", 0.75, Map.of("NG", 0.25)).token("\"}").weigh(OK_NG);
        assertEquals(0.75, w.probabilities().get("OK"), 1e-9);
    }

    @Test
    void probabilitiesAlwaysSumToOne() {
        java.util.Random random = new java.util.Random(2);
        for (int round = 0; round < 300; round++) {
            LabelTokensTest t = new LabelTokensTest().begin();
            double p = 0.05 + 0.9 * random.nextDouble();
            t.token(random.nextBoolean() ? "OK" : "O", p, Map.of("NG", (1 - p) * random.nextDouble() / 2, "Un", (1 - p) * random.nextDouble() / 2));
            if (t.content.toString().endsWith("O")) {
                t.token("K");
            }
            Weighed w = t.token("\"}").weigh(List.of("OK", "NG", "Unsure"));
            assertEquals(1, w.probabilities().values().stream().mapToDouble(d -> d).sum(), 1e-9);
            assertTrue(w.probabilities().values().stream().allMatch(q -> q > 0 && q < 1));
        }
    }

    @Test
    void whatAreNoLogProbabilitiesOfThisAnswerIsNotBelieved() {
        begin().token("OK", 0.6, Map.of("NG", 0.2)).token("\"}");
        JsonArray list = tokens.build();
        assertTrue(LabelTokens.weigh("{\"label\": \"NG\"}", 11, list, OK_NG).isEmpty());
        assertTrue(LabelTokens.weigh("{}", -1, list, OK_NG).isEmpty());
        assertTrue(LabelTokens.weigh("{\"label\": \"OK\"}", 11, null, OK_NG).isEmpty());
        JsonArray positive = Json.createArrayBuilder().add(Json.createObjectBuilder().add("token", "{\"label\": \"OK\"}").add("logprob", 3)).build();
        assertTrue(LabelTokens.weigh("{\"label\": \"OK\"}", 11, positive, OK_NG).isEmpty());
        JsonArray text = Json.createArrayBuilder().add(Json.createObjectBuilder().add("token", "{\"label\": \"OK\"}").add("logprob", "-0.1")).build();
        assertTrue(LabelTokens.weigh("{\"label\": \"OK\"}", 11, text, OK_NG).isEmpty());
    }
}
