package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.fastlabel.it.Api;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The models that make pictures: listed, added, put in use, taken away. */
class GenerationModelsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final String EMBEDDED = "embedded";

    private final Server server = Server.shared();
    private final Api api = server.api();
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        Path from = Path.of("src", "test", "resources", "fixtures", "flux");
        Path to = server.data().resolve("tiny-flux");
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                TestPictures.write(to.resolve(from.relativize(file).toString()), Files.readAllBytes(file));
            }
        }
        folder = to.toRealPath();
    }

    /** Leaves the embedded model in use and nothing else on the list. */
    @AfterEach
    void clear() {
        use(EMBEDDED);
        for (JsonObject model : models().getJsonArray("models").getValuesAs(JsonObject.class)) {
            if (model.getBoolean("removable")) {
                api.post("golden/models/remove", body("id", model.getString("id"))).ok();
            }
        }
    }

    private static JsonObject body(String field, String value) {
        return Json.createObjectBuilder().add(field, value).build();
    }

    private JsonObject models() {
        return api.get("golden/models").ok();
    }

    private JsonObject model(String id) {
        return models().getJsonArray("models").getValuesAs(JsonObject.class).stream().filter(m -> m.getString("id").equals(id))
                .findFirst().orElseThrow();
    }

    private String add() {
        return api.post("golden/models/add", body("path", folder.toString())).ok().getString("id");
    }

    private void use(String id) {
        api.post("golden/models/use", body("id", id)).expect(202);
        Waiting.until(id + " is in use", PATIENCE, () -> model(id).getString("state").equals("active"));
    }

    @Test
    void theEmbeddedOneIsListed() {
        JsonObject embedded = model(EMBEDDED);
        assertEquals("embedded", embedded.getString("kind"));
        assertEquals(64, embedded.getJsonObject("defaults").getInt("width"));
        assertTrue(embedded.getJsonArray("schedulers").toString().contains("flow-match-euler"));
        assertTrue(embedded.getJsonNumber("needs_bytes").longValue() < embedded.getJsonNumber("has_bytes").longValue());
        assertFalse(embedded.getBoolean("removable"));
        assertFalse(embedded.getBoolean("uses_guidance"));
    }

    @Test
    void aFolderIsAddedUsedAndTakenOffTheList() {
        String id = add();
        JsonObject added = model(id);
        assertEquals("tiny-flux", added.getString("name"));
        assertEquals(16, added.getJsonObject("size").getInt("multiple"));
        api.post("golden/models/use", Json.createObjectBuilder().add("id", id).add("dtype", "bfloat16").build()).expect(202);
        Waiting.until("it is in use", PATIENCE, () -> model(id).getString("state").equals("active"));
        assertEquals("bfloat16", model(id).getString("dtype"));
        assertEquals(16, model(id).getString("version").length());
        assertEquals(id, models().getString("active"));
        assertEquals("model-in-use", api.post("golden/models/remove", body("id", id)).problem(409).getString("code"));
        use(EMBEDDED);
        api.post("golden/models/remove", body("id", id)).ok();
        assertEquals("unknown-model", api.post("golden/models/use", body("id", id)).problem(404).getString("code"));
        assertTrue(Files.exists(folder.resolve("model_index.json")));
    }

    @Test
    void cancelLeavesTheOneInUse() {
        use(EMBEDDED);
        String id = add();
        api.post("golden/models/use", body("id", id)).expect(202);
        String active = api.post("golden/models/cancel", "{}").ok().getString("active");
        assertTrue(active.equals(EMBEDDED) || active.equals(id), "given up, or done before");
        Waiting.until("nothing is loading", PATIENCE, () -> !model(id).getString("state").equals("loading"));
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        assertEquals("outside-roots", api.post("golden/models/add", body("path", "/etc")).problem(403).getString("code"));
        assertEquals("bad-checkpoint", api.post("golden/models/add", body("path", server.data().toRealPath().toString())).problem(400)
                .getString("code"));
        assertEquals("missing-path", api.post("golden/models/add", "{}").problem(400).getString("code"));
        assertEquals("not-removable", api.post("golden/models/remove", body("id", EMBEDDED)).problem(409).getString("code"));
        Files.delete(folder.resolve("transformer/diffusion_pytorch_model-00002-of-00003.safetensors"));
        JsonObject problem = api.post("golden/models/add", body("path", folder.toString())).problem(400);
        assertTrue(problem.getString("detail").contains("00002-of-00003"), problem.toString());
    }

    @Test
    void aModelThatBreaksAfterItWasAdded() throws IOException {
        use(EMBEDDED);
        String id = add();
        Files.delete(folder.resolve("transformer/diffusion_pytorch_model-00002-of-00003.safetensors"));
        api.post("golden/models/use", body("id", id)).expect(202);
        Waiting.until("it has failed", PATIENCE, () -> model(id).getString("state").equals("failed"));
        assertTrue(model(id).getString("error").contains("00002-of-00003"), model(id).toString());
        assertEquals(EMBEDDED, models().getString("active"));
    }
}
