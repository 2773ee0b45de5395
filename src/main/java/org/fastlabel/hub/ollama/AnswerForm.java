package org.fastlabel.hub.ollama;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form an answer must have, and what is read from one. Nothing is guessed: an answer has this form or is malformed. */
final class AnswerForm {

    private static final Pattern FENCE = Pattern.compile("```(?:json)?[ \\t]*\\R(.*?)\\R?[ \\t]*```", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern VALUE = Pattern.compile("\"label\"\\s*:\\s*\"");
    /** How far a written confidence may lie outside 0 to 1 to be a slip of rounding; more is a percentage or nonsense. */
    private static final double SLIP = 0.01;

    private AnswerForm() {
    }

    /** What the text of an answer says. @param valueAt where the label's text begins in the content @param confidence written, or null */
    record Read(String label, int valueAt, Double confidence) {
    }

    /** Why an answer is of no use; the message is for people. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why);
        }
    }

    /** The JSON schema that constrains the answer: the label first, nothing but the label. */
    static JsonObject schema(List<String> order, boolean asked) {
        JsonObjectBuilder properties = Json.createObjectBuilder()
                .add("label", Json.createObjectBuilder().add("type", "string").add("enum", Json.createArrayBuilder(order)));
        var required = Json.createArrayBuilder().add("label");
        if (asked) {
            properties.add("confidence", Json.createObjectBuilder().add("type", "number").add("minimum", 0).add("maximum", 1));
            required.add("confidence");
        }
        return Json.createObjectBuilder().add("type", "object").add("properties", properties).add("required", required)
                .add("additionalProperties", false).build();
    }

    /**
     * Reads an answer. A fence around the JSON and another case of the letters are forgiven, since they leave no doubt what was meant; text
     * around it, an unknown label, two labels are not.
     *
     * @param asked whether a confidence was asked for, and must therefore be there
     */
    static Read read(String content, List<String> labels, boolean asked) throws Malformed {
        String json = content;
        int shift = 0;
        Matcher fence = FENCE.matcher(content.strip());
        if (fence.matches()) {
            json = fence.group(1);
            shift = content.indexOf(json);
        }
        if (json.isBlank()) {
            throw new Malformed("the answer was empty");
        }
        String said = null;
        Double confidence = null;
        try (JsonParser parser = Json.createParser(new StringReader(json))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw new Malformed("the answer was no JSON object");
            }
            while (parser.next() == JsonParser.Event.KEY_NAME) {
                String key = parser.getString();
                JsonParser.Event value = parser.next();
                if (key.equals("label")) {
                    if (said != null) {
                        throw new Malformed("the answer named two labels");
                    }
                    if (value != JsonParser.Event.VALUE_STRING) {
                        throw new Malformed("the label of the answer was no text");
                    }
                    said = parser.getString();
                } else if (key.equals("confidence") && asked) {
                    if (value != JsonParser.Event.VALUE_NUMBER) {
                        throw new Malformed("the confidence of the answer was no number");
                    }
                    confidence = written(parser.getBigDecimal().doubleValue());
                } else if (value == JsonParser.Event.START_OBJECT) {
                    parser.skipObject();
                } else if (value == JsonParser.Event.START_ARRAY) {
                    parser.skipArray();
                }
            }
            if (parser.hasNext()) {
                throw new Malformed("there was more than one JSON object in the answer");
            }
        } catch (JsonException | NoSuchElementException | IllegalStateException | NumberFormatException e) {
            throw new Malformed("the answer was not the JSON that was asked for");
        }
        if (said == null) {
            throw new Malformed("the answer named no label");
        }
        if (asked && confidence == null) {
            throw new Malformed("the answer gave no confidence");
        }
        Matcher value = VALUE.matcher(json);
        int at = value.find() ? shift + value.end() : -1;
        return new Read(known(said, labels), at, confidence);
    }

    private static double written(double confidence) throws Malformed {
        if (!(confidence >= -SLIP && confidence <= 1 + SLIP)) {
            throw new Malformed("the confidence of the answer was not within 0 to 1");
        }
        return Math.min(1, Math.max(0, confidence));
    }

    private static String known(String said, List<String> labels) throws Malformed {
        if (labels.contains(said)) {
            return said;
        }
        String folded = said.strip().toLowerCase(Locale.ROOT);
        List<String> alike = labels.stream().filter(label -> label.strip().toLowerCase(Locale.ROOT).equals(folded)).toList();
        if (alike.size() != 1) {
            throw new Malformed("the answer named a label that is none of the data set's");
        }
        return alike.get(0);
    }
}
