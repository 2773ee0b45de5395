package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the HTTP API, as the server gives it. */
class OpenApiIT {

    private final JsonObject document = Server.shared().api().get("../openapi.json").ok();
    private final JsonObject paths = document.getJsonObject("paths");

    @Test
    void saysWhoAnswers() {
        assertEquals("FastLabel", document.getJsonObject("info").getString("title"));
        assertTrue(document.getString("openapi").startsWith("3."), document.getString("openapi"));
    }

    /** What the specification documents print, with the parameters that they name. */
    @ParameterizedTest
    @CsvSource({"GET, /health, ''", "POST, /auth/login, ''", "GET, /me, ''", "POST, /datasets, ''", "GET, /datasets/{id}/stats, id",
        "POST, /datasets/{id}/import_to_ls, id", "POST, /datasets/{id}/export_from_ls, id", "POST, /datasets/{id}/prelabel, id",
        "POST, /datasets/{id}/score_uncertainty, id limit only_unlabeled", "GET, /datasets/{id}/priority_tasks, id limit",
        "POST, /datasets/{id}/auto_assign, id username count", "POST, /tasks/{id}/assign/{username}, id username", "GET, /jobs/{id}, id",
        "GET, /annotator/tasks, dataset_id status limit", "GET, /annotator/stats, dataset_id", "POST, /init_model, ''", "POST, /generate_batch, ''",
        "POST, /submit_selection, ''", "GET, /get_next_prompt, session_id", "POST, /api/config, ''", "GET, /api/next_batch, strategy batch_size",
        "GET, /api/data_view, mode offset limit", "GET, /api/image/{id}, id", "GET, /api/audio/{id}, id", "POST, /api/submit_labels, ''",
        "POST, /api/undo, ''", "GET, /api/export, format"})
    void namesWhatIsDocumented(String method, String path, String parameters) {
        assertTrue(paths.containsKey(path), path);
        JsonObject operation = paths.getJsonObject(path).getJsonObject(method.toLowerCase(Locale.ROOT));
        assertTrue(operation.containsKey("summary"), method + " " + path);
        Set<String> named = new HashSet<>();
        if (operation.containsKey("parameters")) {
            operation.getJsonArray("parameters").getValuesAs(JsonObject.class).forEach(p -> named.add(p.getString("name")));
        }
        assertTrue(parameters.isEmpty() || named.containsAll(List.of(parameters.split(" "))), method + " " + path + " " + named);
    }

    @Test
    void describesNothingThatIsNotThere() throws IOException {
        Set<String> gone = new TreeSet<>();
        try (JsonReader reader = Json.createReader(getClass().getResourceAsStream("/openapi/description.json"))) {
            gone.addAll(reader.readObject().getJsonObject("operations").keySet());
        }
        paths.forEach((path, item) -> item.asJsonObject().keySet().forEach(method -> gone.remove(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertEquals(Set.of(), gone);
    }

    @Test
    void noTwoOperationsHaveOneId() {
        Set<String> ids = new HashSet<>();
        paths.forEach((path, item) -> item.asJsonObject().forEach((method, operation) -> {
            String id = operation.asJsonObject().getString("operationId");
            assertTrue(ids.add(id), id);
        }));
        assertTrue(ids.size() > 100, ids.toString());
    }
}
