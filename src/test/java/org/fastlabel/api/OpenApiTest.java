package org.fastlabel.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    /** As Payara makes it. */
    private static final String MADE = """
            {"openapi": "3.0.0", "endpoints": {"/": []}, "info": {"title": "Deployed Resources", "version": "1.0.0"},
             "servers": [{"url": "http://localhost:8008/", "description": "Default Server."}],
             "paths": {
              "/api/hub/datasets": {"post": {"operationId": "upload",
                "requestBody": {"content": {"multipart/form-data": {"schema": {"type": "array", "items": {"type": "object"}}}}},
                "responses": {"default": {"content": {"application/json": {"schema": {"type": "string"}}}, "description": "Default Response."}}}},
              "/api/hub/datasets/{id}": {"delete": {"operationId": "delete", "parameters": [
                {"name": "id", "in": "path", "required": true, "schema": {"type": "number"}},
                {"name": "label_studio", "in": "query", "schema": {"type": "boolean", "default": "false"}},
                {"name": "confirm", "in": "query", "schema": {"type": "string"}}],
                "responses": {"default": {"description": "Default Response."}}}},
              "/api/ml/{secret: [a-z]{2,9}}/{call: health|versions}": {"get": {"operationId": "get", "parameters": [
                {"name": "secret", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "call", "in": "path", "required": true, "schema": {"type": "string"}}],
                "responses": {"default": {"content": {"image/png": {"schema": {"type": "string"}}}, "description": "Default Response."}}}}}}
            """;

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static JsonObject document() throws IOException {
        return OpenApi.read().of(object(MADE));
    }

    private static JsonObject operation(String path, String method) throws IOException {
        return document().getJsonObject("paths").getJsonObject(path).getJsonObject(method);
    }

    @Test
    void saysWhatTheProgramIs() throws IOException {
        JsonObject info = document().getJsonObject("info");
        assertEquals("FastLabel", info.getString("title"));
        assertTrue(info.getString("version").matches("\\d+\\.\\d+\\.\\d+.*"), info.toString());
        assertFalse(info.getString("description").isEmpty());
        assertFalse(document().containsKey("endpoints"), "a word of the server's own, outside of the standard");
    }

    @Test
    void bothWaysToSendABodyAreThere() throws IOException {
        JsonObject content = operation("/api/hub/datasets", "post").getJsonObject("requestBody").getJsonObject("content");
        JsonObject json = content.getJsonObject("application/json").getJsonObject("schema");
        assertEquals(object("{\"l\":[\"name\"]}").getJsonArray("l"), json.getJsonArray("required"));
        assertEquals(object("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}"), json.getJsonObject("properties").getJsonObject("labels"));
        assertEquals(object("{\"type\":\"string\",\"format\":\"binary\"}"),
                content.getJsonObject("multipart/form-data").getJsonObject("schema").getJsonObject("properties").getJsonObject("file"));
    }

    @Test
    void namesAtTheRootAreTheSame() throws IOException {
        JsonObject below = operation("/api/hub/datasets/{id}", "delete");
        JsonObject atRoot = operation("/datasets/{id}", "delete");
        assertEquals("delete_api_hub_datasets_id_", below.getString("operationId"));
        assertEquals("delete_datasets_id_", atRoot.getString("operationId"));
        assertEquals(below.get("parameters"), atRoot.get("parameters"));
        assertEquals(below.get("summary"), atRoot.get("summary"));
        assertEquals("Data Hub", atRoot.getJsonArray("tags").getString(0));
    }

    @Test
    void parametersHaveTheTypeThatTheirTextsMustHave() throws IOException {
        List<JsonObject> parameters = operation("/api/hub/datasets/{id}", "delete").getJsonArray("parameters").getValuesAs(JsonObject.class);
        assertEquals(object("{\"type\":\"integer\"}"), parameters.get(0).getJsonObject("schema"));
        assertTrue(parameters.get(0).getBoolean("required"));
        assertEquals(object("{\"type\":\"boolean\",\"default\":false}"), parameters.get(1).getJsonObject("schema"));
        assertEquals(object("{\"type\":\"string\"}"), parameters.get(2).getJsonObject("schema"));
    }

    @Test
    void regularExpressionsInPathsAreResolved() throws IOException {
        JsonObject paths = document().getJsonObject("paths");
        assertTrue(paths.keySet().containsAll(List.of("/api/ml/{secret}/health", "/api/ml/{secret}/versions", "/ml/{secret}/health")), paths.keySet().toString());
        assertTrue(paths.keySet().stream().noneMatch(p -> p.matches(".*[:|\\[].*")), paths.keySet().toString());
        List<JsonObject> parameters = operation("/api/ml/{secret}/health", "get").getJsonArray("parameters").getValuesAs(JsonObject.class);
        assertEquals(List.of("secret"), parameters.stream().map(p -> p.getString("name")).toList());
    }

    @Test
    void answersAndProblemsAreTold() throws IOException {
        JsonObject responses = operation("/api/hub/datasets", "post").getJsonObject("responses");
        assertEquals(object("{\"type\":\"object\"}"), responses.getJsonObject("200").getJsonObject("content").getJsonObject("application/json")
                .getJsonObject("schema"));
        assertEquals("#/components/responses/Problem", responses.getJsonObject("default").getString("$ref"));
        assertTrue(document().getJsonObject("components").getJsonObject("responses").containsKey("Problem"));
    }
}
