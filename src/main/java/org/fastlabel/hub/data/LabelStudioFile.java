package org.fastlabel.hub.data;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.dataset.table.Table;
import org.fastlabel.hub.Results;

/**
 * A file that Label Studio exported: its tasks as JSON with their annotations and predictions, or one row for each annotation (JSON_MIN, CSV,
 * TSV). It is looked through once to learn which question is the label, and between which labels people chose.
 */
final class LabelStudioFile {

    /** What flat rows say beside the task's data and the answer. */
    private static final Set<String> FLAT = Set.of("id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time");

    private static final List<String> USUAL = List.of("label", "labels", "choice", "choices", "class", "sentiment");
    private static final int MOST_QUESTIONS = 50;
    private static final int MOST_LABELS = 200;
    private static final int LONGEST_LABEL = 200;
    private static final int SHOWN = 10;

    private final Table table;
    private final boolean flat;
    private final String question;
    private final Set<String> found;

    private LabelStudioFile(Table table, boolean flat, String question, Set<String> found) {
        this.table = table;
        this.flat = flat;
        this.question = question;
        this.found = found;
    }

    /**
     * Looks whether the file is one of these.
     *
     * @param wanted  labels of the data set; null to take those of the file
     * @param columns the texts' and the labels', each null where none was named; the latter may name a question
     * @throws InvalidInput with code {@code several-questions} when it is not clear which one is the label
     */
    static Optional<LabelStudioFile> of(Table table, List<String> wanted, String[] columns) {
        boolean flat = table.columns().contains("annotator") && table.columns().contains("annotation_id");
        Map<String, Set<String>> questions = new LinkedHashMap<>();
        Set<String> gold = new LinkedHashSet<>();
        boolean is = flat;
        if (flat) {
            table.columns().stream().filter(c -> !FLAT.contains(c) && !c.equals(columns[0] == null ? "text" : columns[0]))
                    .forEach(c -> questions.put(c, new LinkedHashSet<>()));
            nested(table, questions);
        } else if (!table.objects()) {
            return Optional.empty();
        }
        for (int row = 0; row < table.rows(); row++) {
            JsonObject written = written(table, row);
            if (flat) {
                questions.forEach((name, labels) -> OutsideRow.flat(written, value(written, name)).said().forEach(s -> add(labels, s.choices())));
            } else if (OutsideRow.is(written)) {
                is = true;
                learn(written, questions);
                add(gold, OutsideRow.of(written, null).gold());
            }
        }
        if (!is) {
            return Optional.empty();
        }
        String question = question(questions, wanted, columns[1]);
        gold.addAll(questions.getOrDefault(question, Set.of()));
        return Optional.of(new LabelStudioFile(table, flat, question, gold));
    }

    /** Answers with several choices are objects, which are no columns. */
    private static void nested(Table table, Map<String, Set<String>> questions) {
        for (int row = 0; row < Math.min(100, table.rows()); row++) {
            written(table, row).forEach((name, value) -> {
                if (value instanceof JsonObject several && several.containsKey("choices") && questions.size() < MOST_QUESTIONS) {
                    questions.putIfAbsent(name, new LinkedHashSet<>());
                }
            });
        }
    }

    private static void learn(JsonObject task, Map<String, Set<String>> questions) {
        for (String field : List.of("annotations", "predictions")) {
            Results.objects(task.get(field)).stream().filter(said -> !said.getBoolean("was_cancelled", false)).map(said -> said.get("result"))
                    .forEach(results -> Results.objects(results).stream().filter(item -> "choices".equals(item.getString("type", "")))
                            .map(item -> item.getString("from_name", "")).distinct()
                            .filter(name -> questions.containsKey(name) || questions.size() < MOST_QUESTIONS)
                            .forEach(name -> add(questions.computeIfAbsent(name, n -> new LinkedHashSet<>()), OutsideRow.chosen(results, name))));
        }
    }

    /** One more than any set may have is enough to know. */
    private static void add(Set<String> labels, Collection<String> said) {
        said.stream().filter(s -> labels.size() <= MOST_LABELS).forEach(labels::add);
    }

    private static String question(Map<String, Set<String>> questions, List<String> labels, String named) {
        if (named != null && questions.containsKey(named) || questions.isEmpty()) {
            return named;
        }
        List<String> fitting = labels == null ? List.of() : questions.entrySet().stream().filter(q -> q.getValue().stream().anyMatch(labels::contains))
                .map(Map.Entry::getKey).toList();
        List<String> usual = questions.keySet().stream().filter(q -> USUAL.contains(q.toLowerCase(Locale.ROOT))).toList();
        for (Collection<String> few : List.of(fitting, questions.keySet(), usual)) {
            if (few.size() == 1) {
                return few.iterator().next();
            }
        }
        throw new InvalidInput("several-questions", "The file has several questions that could be the label: "
                + String.join(", ", questions.keySet().stream().limit(SHOWN).map(q -> "\"" + JsonBody.shortened(q) + "\"").toList())
                + ". Say as label_column which one it is.");
    }

    /** Whether this column is what people answered. */
    boolean asks(String column) {
        return column.equals(question);
    }

    /** Whether this column is not the task's own data, but about it: our own number of another data set, or what flat rows have beside it. */
    boolean says(String column) {
        return asks(column) || column.equals("hub_id") || flat && FLAT.contains(column);
    }

    /** The labels of a data set for which none were named. @param usual where the file says nothing else */
    List<String> labels(List<String> usual) {
        if (usual.containsAll(found)) {
            return usual;
        } else if (found.size() < 2) {
            throw new InvalidInput("one-label", "All answers of the file have the label \"" + JsonBody.shortened(found.iterator().next())
                    + "\"; a data set has two labels at least. Name them.");
        } else if (found.size() > MOST_LABELS || found.stream().anyMatch(l -> l.length() > LONGEST_LABEL)) {
            throw new InvalidInput("too-many-labels", "What stands under \"" + JsonBody.shortened(question) + "\" are not labels: a data set has at most "
                    + MOST_LABELS + ", of " + LONGEST_LABEL + " characters each. Name the labels, or another label_column.");
        }
        return List.copyOf(found);
    }

    /** What a row says. @throws InvalidInput with code {@code bad-row} */
    OutsideRow row(int row) {
        JsonObject written = written(table, row);
        if (flat) {
            return OutsideRow.flat(written, value(written, question));
        } else if (written.isEmpty()) {
            throw new InvalidInput("bad-row", "is nested too deeply to read its answers; it was taken without them");
        }
        return OutsideRow.is(written) ? OutsideRow.of(written, question) : OutsideRow.SILENT;
    }

    /** Several choices are an object within the text of a cell, where cells are texts. */
    private static JsonValue value(JsonObject row, String name) {
        JsonValue value = name == null ? null : row.get(name);
        String text = OutsideRow.line(value);
        if (text != null && text.startsWith("{\"choices\"")) {
            try {
                return JsonBody.object(text);
            } catch (InvalidInput e) {
                return value;
            }
        }
        return value;
    }

    private static JsonValue value(String column, String cell) {
        return column.equals("lead_time") && cell.matches("\\d{1,9}(\\.\\d{1,20})?") ? Json.createValue(Double.parseDouble(cell)) : Json.createValue(cell);
    }

    /** Empty where it cannot be read: the texts' own reader says so. */
    private static JsonObject written(Table table, int row) {
        try {
            if (table.objects()) {
                return JsonBody.object(table.written(row));
            }
            JsonObjectBuilder cells = Json.createObjectBuilder();
            String[] values = table.cells(row);
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null && !values[i].isEmpty()) {
                    cells.add(table.columns().get(i), value(table.columns().get(i), values[i]));
                }
            }
            return cells.build();
        } catch (InvalidInput e) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
