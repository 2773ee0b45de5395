package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Api;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Labelling.Item;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelsIT {

    private final Labelling labelling = new Labelling(Server.shared());
    private final Api api = labelling.api();

    @BeforeEach
    void twoModels() {
        labelling.sample();
        labelling.embedded();
        labelling.submit(labels(0, 30));
        labelling.learnt();
        first = current();
        labelling.submit(labels(30, 60));
        labelling.learnt();
        second = current();
    }

    private String first;
    private String second;

    /** What an annotator would say of the portraits from one to another. */
    private static Map<Integer, Integer> labels(int from, int to) {
        Map<Integer, Integer> labels = new HashMap<>();
        for (int id = from; id < to; id++) {
            labels.put(id, Labelling.truth("smiling").test(String.format("portrait-%05d", id)) ? 1 : 0);
        }
        return labels;
    }

    private List<JsonObject> models() {
        return api.get("models").ok().getJsonArray("models").getValuesAs(JsonObject.class);
    }

    /** Waits until the model of the last training is on the shelf. */
    private String current() {
        Waiting.until("the model is kept", Duration.ofSeconds(180), () -> models().stream().anyMatch(m -> m.getBoolean("current")));
        return models().stream().filter(m -> m.getBoolean("current")).findFirst().orElseThrow().getString("id");
    }

    private int learnt(String id) {
        return api.get("models/" + id).ok().getJsonArray("classes").getValuesAs(JsonObject.class).stream().mapToInt(c -> c.getInt("labels")).sum();
    }

    private Map<Integer, Integer> judgements() {
        Map<Integer, Integer> judged = new HashMap<>();
        for (Item item : labelling.items().values()) {
            judged.put(item.id(), item.model());
        }
        return judged;
    }

    @Test
    void eachTrainingIsKeptWithItsCard() {
        assertNotEquals(first, second);
        List<JsonObject> models = models();
        assertEquals(List.of(second, first), models.stream().limit(2).map(m -> m.getString("id")).toList());
        JsonObject newest = models.get(0);
        assertEquals(60, newest.getInt("labels"));
        assertEquals(List.of("negative", "positive"), newest.getJsonArray("classes").stream().map(v -> v.toString().replace("\"", "")).toList());
        assertTrue(newest.getJsonNumber("bytes").longValue() > 0);
        assertTrue(newest.getString("created").endsWith("Z"));
        JsonObject card = api.get("models/" + second).ok();
        assertEquals("sample", card.getJsonObject("dataset").getString("id"));
        assertEquals("image", card.getJsonObject("dataset").getString("kind"));
        assertEquals(labelling.status().getJsonObject("checkpoint").getString("id"), card.getString("checkpoint"));
    }

    @Test
    void aLoadedModelJudgesAndUndoBringsTheOtherBack() {
        Map<Integer, Integer> bySecond = judgements();
        JsonObject loaded = api.post("models/" + first + "/load", "").ok();
        assertTrue(loaded.getBoolean("success") && loaded.getBoolean("undo_available"));
        Map<Integer, Integer> byFirst = judgements();
        assertNotEquals(bySecond, byFirst);
        assertEquals(60, labelling.status().getInt("labeled_count"));
        assertEquals(first, current());
        labelling.undo();
        assertEquals(bySecond, judgements());
        assertEquals(second, current());
    }

    @Test
    void aLoadedModelIsWhatTrainingGoesOnFrom() {
        api.post("models/" + first + "/load", "").ok();
        labelling.submit(labels(60, 70));
        labelling.learnt();
        assertEquals(70, api.get("models/" + current()).ok().getInt("labels"));
    }

    @Test
    void modelsCanBeCompared() {
        JsonObject found = api.get("models/compare?a=" + first + "&b=" + second).ok();
        assertEquals(1 - found.getInt("differ") / 6000.0, found.getJsonNumber("agreement").doubleValue(), 1e-9);
        assertEquals(Math.min(100, found.getInt("differ")), found.getJsonArray("items").size());
        double before = 1;
        for (JsonObject item : found.getJsonArray("items").getValuesAs(JsonObject.class)) {
            assertNotEquals(item.getInt("a_label"), item.getInt("b_label"));
            double sure = Math.min(item.getJsonNumber("a_conf").doubleValue(), item.getJsonNumber("b_conf").doubleValue());
            assertTrue(sure <= before && item.containsKey("filename"));
            before = sure;
        }
        // Held-out labels are not learnt, so they are none of the model's.
        int added = learnt(second) - learnt(first);
        assertTrue(added > 20 && added <= 30, "learnt " + added + " more");
        assertEquals(added, found.getJsonObject("labels").getInt("added"));
        assertEquals(learnt(first), found.getJsonObject("labels").getInt("same"));
        assertEquals(first, found.getJsonObject("a").getString("id"));
        assertEquals(1, api.get("models/compare?a=current&b=" + second).ok().getInt("agreement"));
        api.get("models/compare?a=" + first).problem(400, "missing-model");
        api.get("models/compare?a=x&b=y").problem(404, "unknown-model");
    }

    @Test
    void aNamedModelIsKept() {
        JsonObject named = api.post("models/" + first, "{\"name\":\" good one \"}").ok();
        assertEquals("good one", named.getString("name"));
        assertTrue(models().stream().anyMatch(m -> m.getString("id").equals(first) && m.getBoolean("kept")));
        assertTrue(api.post("models/" + first, "{\"name\":null}").ok().isNull("name"));
        api.post("models/" + first, "{\"name\":\"" + "x".repeat(61) + "\"}").problem(400, "bad-name");
        api.post("models/sample-999999", "{\"name\":\"x\"}").problem(404, "unknown-model");
    }

    @Test
    void aModelOfSomethingElseIsRefused() throws Exception {
        long version = labelling.status().getJsonNumber("version").longValue();
        for (String id : List.of("sample-999999", "nonsense", "sample", "..%2Fsample-1", "sample-1%2F..")) {
            api.post("models/" + id + "/load", "").problem(404);
        }
        assertEquals(version, labelling.status().getJsonNumber("version").longValue());
        api.post("classes", "{\"action\":\"rename\",\"id\":1,\"name\":\"happy\"}").ok();
        api.post("models/" + first + "/load", "").problem(409, "other-classes");
        Path folder = Server.shared().data().resolve("models-it");
        if (!Files.exists(folder)) {
            TestPictures.folder(Files.createDirectories(folder), 0, 12);
        }
        labelling.folder(folder);
        api.post("models/" + first + "/load", "").problem(409, "other-dataset");
        api.get("models/compare?a=" + first + "&b=" + second).problem(409, "other-dataset");
        api.get("models/current/export").problem(409, "no-model");
        assertEquals(0, models().size());
    }

    @Test
    void exportsAreFilesForOthers() throws Exception {
        Answer onnx = api.get("models/current/export?format=onnx").expect(200);
        assertTrue(onnx.header("Content-Disposition").contains("head-" + second + ".onnx"), onnx.header("Content-Disposition"));
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        int dim = labelling.status().getJsonObject("checkpoint").getInt("dim");
        try (OrtSession session = runtime.createSession(onnx.bytes());
                OnnxTensor row = OnnxTensor.createTensor(runtime, FloatBuffer.wrap(new float[dim]), new long[] {1, dim});
                OrtSession.Result result = session.run(Map.of("embedding", row))) {
            float[][] probs = (float[][]) result.get("probs").orElseThrow().getValue();
            assertEquals(1, probs[0][0] + probs[0][1], 1e-6);
            assertEquals("[\"negative\",\"positive\"]", session.getMetadata().getCustomMetadata().get("classes"));
        }
        String safetensors = new String(api.get("models/" + first + "/export").expect(200).bytes(), StandardCharsets.UTF_8);
        assertTrue(safetensors.contains("__metadata__") && safetensors.contains(first));
        byte[] torchscript = api.get("models/" + first + "/export?format=torchscript").expect(200).bytes();
        assertTrue(torchscript[0] == 'P' && torchscript[1] == 'K');
        assertFalse(new String(torchscript, StandardCharsets.ISO_8859_1).contains("Exception"));
        api.get("models/current/export?format=keras").problem(400, "bad-format");
        api.get("models/sample-999999/export").problem(404, "unknown-model");
    }

    @Test
    void withoutTrainingThereIsNone() {
        labelling.sample();
        api.get("models/current").problem(409, "no-model");
        api.post("models/current/load", Json.createObjectBuilder().build()).problem(404, "unknown-model");
    }
}
