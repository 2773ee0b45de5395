package org.fastlabel.api;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's own description of all addresses, made fit for readers: with what {@code openapi/description.json} says of the program, of the
 * operations and of what they take, without the regular expressions of paths, and with the names at the root beside those below {@code /api}.
 *
 * <p>In that file the fields of a body or form stand as {@code "name": "type"}, where {@code !} behind the name means that it is needed, and the type
 * is one of JSON's, {@code file}, {@code [type]} for a list, or the values that may be sent, as {@code a|b}.
 */
final class OpenApi {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "object");
    /** A variable of a path with its regular expression, which may itself have braces. */
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*(\\w+)\\s*:\\s*((?:[^{}]|\\{[^{}]*})*)}");
    private static final Pattern WORDS = Pattern.compile("\\w+(\\|\\w+)+");

    private final JsonObject description;

    OpenApi(JsonObject description) {
        this.description = description;
    }

    static OpenApi read() throws IOException {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi/description.json"); JsonReader reader = Json.createReader(in)) {
            return new OpenApi(reader.readObject());
        }
    }

    /** @param made by the server from the annotations of the resources */
    JsonObject of(JsonObject made) {
        Map<String, JsonObject> items = new LinkedHashMap<>();
        made.getJsonObject("paths").forEach((path, item) -> plain(path).forEach(p -> items.put(p, item(p, p, item.asJsonObject()))));
        new ArrayList<>(items.keySet()).forEach(path -> RootPaths.shortNames(path)
                .forEach(name -> items.put(name, item(name, path, items.get(path)))));
        JsonObjectBuilder paths = Json.createObjectBuilder();
        items.forEach(paths::add);
        JsonObject document = Json.createObjectBuilder(made).add("paths", paths).build();
        return Json.createMergePatch(description.getJsonObject("document")).apply(document).asJsonObject();
    }

    /** Without regular expressions; a choice between words becomes one path for each. */
    static List<String> plain(String path) {
        Matcher variable = VARIABLE.matcher(path);
        if (!variable.find()) {
            return List.of(path);
        }
        List<String> replacements = WORDS.matcher(variable.group(2)).matches() ? List.of(variable.group(2).split("\\|"))
                : List.of("{" + variable.group(1) + "}");
        return replacements.stream().map(r -> path.substring(0, variable.start()) + r + path.substring(variable.end()))
                .flatMap(p -> plain(p).stream()).toList();
    }

    /** @param known the path below {@code /api} */
    private JsonObject item(String path, String known, JsonObject item) {
        JsonObjectBuilder answer = Json.createObjectBuilder();
        METHODS.stream().filter(item::containsKey).forEach(method -> answer.add(method, operation(method, path, known, item.getJsonObject(method))));
        return answer.build();
    }

    private JsonObject operation(String method, String path, String known, JsonObject operation) {
        String name = method.toUpperCase(Locale.ROOT) + " " + known;
        JsonObject said = description.getJsonObject("operations").getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
        JsonObjectBuilder answer = Json.createObjectBuilder(operation).add("operationId", method + path.replaceAll("[^A-Za-z0-9]+", "_"))
                .add("tags", Json.createArrayBuilder().add(tag(known))).add("responses", responses(operation.getJsonObject("responses")));
        if (said.containsKey("summary")) {
            answer.add("summary", said.get("summary"));
        }
        JsonArray parameters = parameters(path, operation, said);
        if (!parameters.isEmpty()) {
            answer.add("parameters", parameters);
        }
        JsonObjectBuilder content = Json.createObjectBuilder();
        if (said.containsKey("body")) {
            content.add("application/json", Json.createObjectBuilder().add("schema", schema(said.get("body"))));
        }
        if (said.containsKey("form")) {
            content.add("multipart/form-data", Json.createObjectBuilder().add("schema", schema(said.get("form"))));
        }
        JsonObject described = content.build();
        if (!described.isEmpty()) {
            answer.add("requestBody", Json.createObjectBuilder().add("content", described));
        }
        return answer.build();
    }

    /** The longest beginning that the description names. */
    private JsonString tag(String path) {
        JsonObject tags = description.getJsonObject("tags");
        return tags.keySet().stream().filter(path::startsWith).max((a, b) -> Integer.compare(a.length(), b.length())).map(tags::getJsonString)
                .orElseThrow();
    }

    /** Resources read parameters as texts, for better messages than the server's; here stands what the texts must be. */
    private JsonArray parameters(String path, JsonObject operation, JsonObject said) {
        JsonObject here = said.getOrDefault("parameters", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
        JsonObject usual = description.getJsonObject("parameters");
        JsonArrayBuilder answer = Json.createArrayBuilder();
        for (JsonValue value : operation.getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
            JsonObject parameter = value.asJsonObject();
            String name = parameter.getString("name");
            if (parameter.getString("in").equals("path") && !path.contains("{" + name + "}")) {
                continue;
            }
            JsonValue type = here.getOrDefault(name, usual.get(name));
            if (type != null) {
                JsonObject before = parameter.getOrDefault("schema", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
                JsonObjectBuilder schema = Json.createObjectBuilder(schema(type));
                if (before.containsKey("default")) {
                    schema.add("default", fitting(before.get("default"), schema(type)));
                }
                parameter = Json.createObjectBuilder(parameter).add("schema", schema).build();
            }
            answer.add(parameter);
        }
        return answer.build();
    }

    /** A default stands as text in the annotations, whatever it is. */
    private static JsonValue fitting(JsonValue given, JsonObject schema) {
        return given instanceof JsonString text && Set.of("integer", "boolean").contains(schema.getString("type"))
                ? JsonBody.value(text.getString()) : given;
    }

    private static JsonObject responses(JsonObject made) {
        JsonObject usual = made.values().iterator().next().asJsonObject();
        JsonObjectBuilder content = Json.createObjectBuilder();
        usual.getOrDefault("content", JsonValue.EMPTY_JSON_OBJECT).asJsonObject().forEach((type, body) ->
                content.add(type, type.equals("application/json") && body.asJsonObject().getJsonObject("schema").equals(schema(Json.createValue("string")))
                        ? Json.createObjectBuilder().add("schema", schema(Json.createValue("object"))).build() : body));
        return Json.createObjectBuilder().add("200", Json.createObjectBuilder().add("description", "Done").add("content", content))
                .add("default", Json.createObjectBuilder().add("$ref", "#/components/responses/Problem")).build();
    }

    private static JsonObject schema(JsonValue said) {
        JsonObjectBuilder schema = Json.createObjectBuilder();
        if (said instanceof JsonArray list) {
            return schema.add("type", "array").add("items", schema(list.get(0))).build();
        } else if (said instanceof JsonString text) {
            return named(schema, text.getString());
        }
        JsonObjectBuilder properties = Json.createObjectBuilder();
        JsonArrayBuilder needed = Json.createArrayBuilder();
        said.asJsonObject().forEach((field, type) -> {
            String name = field.replace("!", "");
            properties.add(name, schema(type));
            if (field.endsWith("!")) {
                needed.add(name);
            }
        });
        JsonArray required = needed.build();
        schema.add("type", "object").add("properties", properties);
        return (required.isEmpty() ? schema : schema.add("required", required)).build();
    }

    private static JsonObject named(JsonObjectBuilder schema, String type) {
        if (type.equals("file")) {
            return schema.add("type", "string").add("format", "binary").build();
        } else if (type.startsWith("[")) {
            return schema.add("type", "array").add("items", schema(Json.createValue(type.substring(1, type.length() - 1)))).build();
        } else if (TYPES.contains(type)) {
            return schema.add("type", type).build();
        }
        return schema.add("type", "string").add("enum", Json.createArrayBuilder(List.of(type.split("\\|")))).build();
    }
}
