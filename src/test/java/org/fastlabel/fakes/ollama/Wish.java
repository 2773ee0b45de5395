package org.fastlabel.fakes.ollama;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A request to generate, checked as Ollama does. @param messages their contents; none when the model is only to be loaded */
record Wish(String model, List<String> messages, int images, JsonObject schema, List<String> labels, boolean confidence, JsonObject options,
            boolean stream, boolean truncate, boolean logprobs, int top, boolean thinks, boolean unload) {

    /** Refused with an answer. */
    static final class Bad extends RuntimeException {

        private static final long serialVersionUID = 1L;
        final int status;

        Bad(int status, String error) {
            super(error);
            this.status = status;
        }
    }

    private static final Map<String, String> OPTIONS = Map.of("temperature", "number", "seed", "integer", "num_predict", "integer", "num_ctx", "integer",
            "top_k", "integer", "top_p", "number", "min_p", "number", "repeat_penalty", "number");

    static Wish of(JsonObject body, boolean chat, List<Model> installed) {
        String name = text(body, "model", chat ? null : "");
        if (name == null || chat && name.isEmpty()) {
            throw new Bad(400, "model is required");
        }
        Model model = installed.stream().filter(m -> m.called(name)).findFirst().orElseThrow(() -> new Bad(404, "model '" + name + "' not found"));
        List<String> messages = new ArrayList<>();
        int images = chat ? chat(body, messages) : prompt(body, messages);
        if (images > 0 && !model.capabilities().contains("vision")) {
            throw new Bad(400, "\"" + name + "\" does not support images");
        }
        JsonObject options = body.get("options") == null ? JsonValue.EMPTY_JSON_OBJECT : object(body, "options");
        options(options);
        int top = body.containsKey("top_logprobs") ? whole(body.get("top_logprobs"), "top_logprobs") : 0;
        if (top < 0 || top > 20) {
            throw new Bad(400, "top_logprobs must be between 0 and 20");
        }
        if (flag(body, "think", false) && !model.capabilities().contains("thinking")) {
            throw new Bad(400, "\"" + name + "\" does not support thinking");
        }
        JsonObject schema = schema(body.get("format"));
        boolean unload = keepAlive(body.get("keep_alive"));
        List<String> labels = new ArrayList<>();
        boolean confidence = false;
        if (schema != null && schema.get("properties") instanceof JsonObject properties) {
            if (properties.get("label") instanceof JsonObject label && label.get("enum") instanceof JsonArray list) {
                list.forEach(v -> labels.add(((JsonString) v).getString()));
            }
            confidence = properties.containsKey("confidence");
        }
        return new Wish(model.name(), messages, images, schema, labels, confidence, options, flag(body, "stream", true), flag(body, "truncate", true),
                flag(body, "logprobs", false), top, flag(body, "think", true) && model.capabilities().contains("thinking"), unload);
    }

    private static int chat(JsonObject body, List<String> contents) {
        int images = 0;
        if (body.get("messages") instanceof JsonArray list) {
            for (JsonValue value : list) {
                JsonObject message = value.asJsonObject();
                if (!List.of("system", "user", "assistant", "tool").contains(text(message, "role", ""))) {
                    throw new Bad(400, "invalid role");
                }
                contents.add(text(message, "content", ""));
                images += images(message);
            }
        }
        return images;
    }

    private static int prompt(JsonObject body, List<String> contents) {
        if (!text(body, "system", "").isEmpty()) {
            contents.add(text(body, "system", ""));
        }
        if (text(body, "prompt", "").isEmpty()) {
            contents.clear();
        } else {
            contents.add(text(body, "prompt", ""));
        }
        return images(body);
    }

    private static int images(JsonObject of) {
        if (!(of.get("images") instanceof JsonArray list)) {
            return 0;
        }
        for (JsonValue value : list) {
            try {
                byte[] bytes = Base64.getDecoder().decode(((JsonString) value).getString());
                boolean picture = bytes.length > 8 && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8 || bytes[0] == (byte) 0x89 && bytes[1] == 'P');
                if (!picture) {
                    throw new Bad(500, "failed to process inputs: unknown image format");
                }
            } catch (IllegalArgumentException e) {
                throw new Bad(400, "illegal base64 data at input byte 0");
            }
        }
        return list.size();
    }

    private static JsonObject schema(JsonValue format) {
        if (format == null || format == JsonValue.NULL || format instanceof JsonString s && (s.getString().equals("json") || s.getString().isEmpty())) {
            return null;
        }
        if (format instanceof JsonObject schema) {
            return schema;
        }
        throw new Bad(500, "invalid format: " + format + "; expected \"json\" or a valid JSON Schema object");
    }

    private static void options(JsonObject options) {
        options.forEach((name, value) -> {
            String type = OPTIONS.get(name);
            if (type != null && !(value instanceof JsonNumber n && (type.equals("number") || n.isIntegral()))) {
                throw new Bad(400, "option \"" + name + "\" must be of type " + type);
            }
        });
    }

    /** @return whether the model is to go */
    private static boolean keepAlive(JsonValue value) {
        if (value == null) {
            return false;
        }
        if (value instanceof JsonNumber n) {
            return n.doubleValue() == 0;
        }
        if (value instanceof JsonString s && s.getString().matches("-?(\\d+(\\.\\d+)?(ns|us|ms|s|m|h))+")) {
            return false;
        }
        throw new Bad(400, "time: invalid duration " + value);
    }

    private static String text(JsonObject body, String field, String fallback) {
        JsonValue value = body.get(field);
        if (value == null) {
            return fallback;
        }
        if (value instanceof JsonString s) {
            return s.getString();
        }
        throw new Bad(400, "json: cannot unmarshal " + value.getValueType() + " into Go struct field ." + field + " of type string");
    }

    private static boolean flag(JsonObject body, String field, boolean fallback) {
        JsonValue value = body.get(field);
        if (value == null || value == JsonValue.NULL) {
            return fallback;
        }
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw new Bad(400, "json: cannot unmarshal " + value.getValueType() + " into Go struct field ." + field + " of type bool");
        }
        return value == JsonValue.TRUE;
    }

    private static JsonObject object(JsonObject body, String field) {
        if (body.get(field) instanceof JsonObject object) {
            return object;
        }
        throw new Bad(400, "json: cannot unmarshal into Go struct field ." + field + " of type map[string]interface {}");
    }

    private static int whole(JsonValue value, String field) {
        if (value instanceof JsonNumber n && n.isIntegral()) {
            return n.intValue();
        }
        throw new Bad(400, "json: cannot unmarshal into Go struct field ." + field + " of type int");
    }

    /** What is to be judged: the last message, without the marks about it. */
    String item() {
        String last = messages.get(messages.size() - 1);
        return last.replaceAll("(?s)^<item \\w+>\n(.*)\n</item \\w+>$", "$1");
    }
}
