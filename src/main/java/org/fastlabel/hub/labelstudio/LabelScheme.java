package org.fastlabel.hub.labelstudio;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Results;

/**
 * How a project of Label Studio asks for the label: which of its tags, about which key of a task's data, under which names.
 *
 * @param exported    the choice's name in results, by our label
 * @param ownLabels   our label by the choice's name in results
 * @param dataKeys    what each task must have
 * @param missing     our labels that cannot be chosen there
 * @param more        what can be chosen there and is no label of ours
 * @param rightKind   whether its tag shows texts, pictures or sounds, as ours are
 */
record LabelScheme(String fromName, String toName, String dataKey, Map<String, String> exported, Map<String, String> ownLabels, Set<String> dataKeys,
                   List<String> missing, List<String> more, boolean rightKind) {

    /** @throws Conflict when there is nothing to choose from in this project */
    static LabelScheme of(JsonObject project, Dataset dataset) {
        JsonObject parsed = project.get("parsed_label_config") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        String xml = project.getString("label_config", "");
        LabelScheme best = null;
        Set<String> keys = new LinkedHashSet<>();
        for (Map.Entry<String, JsonValue> entry : parsed.entrySet()) {
            JsonObject control = entry.getValue() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
            List<JsonObject> inputs = Results.objects(control.get("inputs"));
            inputs.forEach(input -> keys.add(input.getString("value", "")));
            if ("Choices".equals(control.getString("type", "")) && !inputs.isEmpty()) {
                LabelScheme scheme = of(entry.getKey(), control, about(inputs, dataset), xml, dataset, keys);
                best = best == null || scheme.missing.size() < best.missing.size() ? scheme : best;
            }
        }
        if (best == null) {
            throw new Conflict("no-choices", "Project " + project.getInt("id", 0) + " of Label Studio has nothing to choose a label from. Give its labeling "
                    + "configuration a <Choices> tag with " + String.join(", ", dataset.labels()) + ", or let a project be created here.");
        }
        return best;
    }

    /** Of several things that one question is about, the one that shows what the data set has. */
    private static JsonObject about(List<JsonObject> inputs, Dataset dataset) {
        return inputs.stream().filter(input -> shows(input.getString("type", ""), dataset)).findFirst().orElse(inputs.get(0));
    }

    private static boolean shows(String type, Dataset dataset) {
        return type.equals(LabelConfigXml.tag(dataset.kind())) || dataset.kind() == MediaKind.TEXT && Set.of("HyperText", "Paragraphs").contains(type);
    }

    private static LabelScheme of(String name, JsonObject control, JsonObject input, String xml, Dataset dataset, Set<String> keys) {
        Map<String, String> values = LabelConfigXml.valueByAlias(xml, name);
        Map<String, String> own = new java.util.LinkedHashMap<>();
        Map<String, String> exported = new java.util.LinkedHashMap<>();
        List<String> more = new ArrayList<>();
        for (String choice : strings(control.get("labels"))) {
            String value = values.getOrDefault(choice, choice);
            // Some versions list what is shown, some what is exported.
            String result = values.entrySet().stream().filter(e -> e.getValue().equals(choice)).map(Map.Entry::getKey).findFirst().orElse(choice);
            Optional<String> label = dataset.labels().stream().filter(l -> l.equals(choice) || l.equals(value) || l.equals(result)).findFirst();
            if (label.isPresent()) {
                own.put(result, label.get());
                exported.put(label.get(), result);
            } else {
                more.add(choice);
            }
        }
        List<String> missing = dataset.labels().stream().filter(l -> !exported.containsKey(l)).toList();
        List<String> to = strings(control.get("to_name"));
        int place = Results.objects(control.get("inputs")).indexOf(input);
        String type = input.getString("type", "");
        boolean kind = shows(type, dataset);
        return new LabelScheme(name, place >= to.size() ? input.getString("value", "") : to.get(place), input.getString("value", ""), exported, own, keys, missing, more, kind);
    }

    boolean fits() {
        return missing.isEmpty() && more.isEmpty() && rightKind;
    }

    /** For people: how project and data set go together. */
    String detail() {
        if (!rightKind) {
            return "The project does not show the kind of items that this data set has.";
        } else if (!missing.isEmpty()) {
            return "These labels cannot be chosen in the project: " + String.join(", ", missing) + ".";
        } else if (!more.isEmpty()) {
            return "The project offers more than the labels of this data set: " + String.join(", ", more) + ". They are reported, not counted.";
        }
        return "The project's labels are those of the data set.";
    }

    /** A result that chooses this label. */
    JsonArray result(String label) {
        return Json.createArrayBuilder().add(Json.createObjectBuilder().add("from_name", fromName).add("to_name", toName).add("type", "choices")
                .add("value", Json.createObjectBuilder().add("choices", Json.createArrayBuilder().add(exported.get(label))))).build();
    }

    /** What a result chooses with this project's tag, as it stands there; results of other tags are passed over. */
    List<String> chosen(JsonValue result) {
        return Results.choices(result, fromName).filter(c -> c instanceof JsonString).map(c -> ((JsonString) c).getString()).toList();
    }

    private static List<String> strings(JsonValue value) {
        return !(value instanceof JsonArray array) ? List.of() : array.stream().filter(v -> v instanceof JsonString).map(v -> ((JsonString) v).getString()).toList();
    }
}
