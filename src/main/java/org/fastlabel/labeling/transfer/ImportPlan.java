package org.fastlabel.labeling.transfer;

import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.LabelEdits;
import org.fastlabel.labeling.Labels;
import org.fastlabel.labeling.transfer.LabelEntry.Given;

/**
 * What an import would do, and what of the file fits nothing.
 *
 * @param edits         the labels that differ from those there are
 * @param classes       those there are, and the new ones
 * @param matched       items that the file names and that are there
 * @param newClasses    names
 * @param unknown       items that are not there, or cannot be read
 * @param contradictory items to which the file gives several labels
 * @param unknownLabels labels that are no class
 * @param createClasses whether they would have become classes if they could
 */
record ImportPlan(LabelEdits edits, Classes classes, int matched, List<String> newClasses, Set<String> unknown,
        Set<String> contradictory, Set<String> unknownLabels, boolean createClasses) {

    /** As many are named to the person. */
    private static final int SHOWN = 20;

    /**
     * @param labelable     whether an item can be read
     * @param createClasses whether a name that is no class becomes one
     */
    static ImportPlan of(LabelFile file, OpenDataset dataset, Labels labels, Classes classes, IntPredicate labelable,
            boolean createClasses) {
        return new Maker(dataset, classes, labelable, createClasses).plan(file, labels);
    }

    /** Labels that are there already. */
    int unchanged() {
        return matched - edits.size();
    }

    /** What is to be applied: names of classes by item id. */
    Map<Integer, String> named() {
        Map<Integer, String> named = new LinkedHashMap<>();
        for (int i = 0; i < edits.size(); i++) {
            named.put(edits.id(i), classes.require(edits.label(i)).name());
        }
        return named;
    }

    /** The problem with the file; null when it can be applied. */
    String problem(boolean skipUnknown) {
        if (!contradictory.isEmpty()) {
            return "contradiction";
        } else if (!unknown.isEmpty() && !skipUnknown) {
            return "unknown-items";
        } else if (!unknownLabels.isEmpty() && !skipUnknown) {
            return "unknown-labels";
        }
        return matched == 0 ? "nothing-matched" : null;
    }

    /** What the problem is, for the person. */
    String words(boolean skipUnknown) {
        return switch (problem(skipUnknown)) {
            case "contradiction" -> "The file gives several labels to the same item (items: " + contradictory.size() + ", first \""
                    + contradictory.iterator().next() + "\"); nothing was changed. Leave one of them.";
            case "unknown-items" -> "The file names items that are not in this data set, or cannot be read (items: " + unknown.size() + ", first \""
                    + unknown.iterator().next() + "\"); nothing was changed. Import with skip_unknown=true to leave them out.";
            case "unknown-labels" -> "The file has labels that are no class here (" + String.join(", ", first(unknownLabels))
                    + "); nothing was changed. " + (createClasses
                            ? "They cannot become classes: a number is none, a name has 1 to 60 characters, and there may be at most " + Classes.MAX
                                    + ". Correct them, or leave them out by skip_unknown=true."
                            : "Add the classes, import with create_classes=true, or leave them out by skip_unknown=true.");
            default -> "No label of the file fits an item and a class of this data set; nothing was changed.";
        };
    }

    void write(JsonGenerator json) {
        json.write("matched", matched).write("unchanged", unchanged());
        list(json, "new_classes", newClasses);
        list(json, "unknown", first(unknown));
        json.write("unknown_count", unknown.size());
        list(json, "conflicts", first(contradictory));
        json.write("conflict_count", contradictory.size());
        list(json, "unknown_labels", first(unknownLabels));
        json.write("unknown_label_count", unknownLabels.size());
    }

    private static List<String> first(Set<String> names) {
        return names.stream().limit(SHOWN).map(name -> name.length() <= 300 ? name : name.substring(0, 300) + "…").toList();
    }

    private static void list(JsonGenerator json, String name, List<String> values) {
        json.writeStartArray(name);
        values.forEach(json::write);
        json.writeEnd();
    }

    private static final class Maker {

        private final OpenDataset dataset;
        private final IntPredicate labelable;
        private final boolean createClasses;
        private final List<String> newClasses = new ArrayList<>();
        private final Set<String> unknown = new LinkedHashSet<>();
        private final Set<String> contradictory = new LinkedHashSet<>();
        private final Set<String> unknownLabels = new LinkedHashSet<>();
        private Classes classes;

        Maker(OpenDataset dataset, Classes classes, IntPredicate labelable, boolean createClasses) {
            this.dataset = dataset;
            this.classes = classes;
            this.labelable = labelable;
            this.createClasses = createClasses;
        }

        ImportPlan plan(LabelFile file, Labels labels) {
            Map<Integer, Integer> found = new LinkedHashMap<>();
            ItemMatcher matcher = new ItemMatcher(dataset, file.entries());
            for (LabelEntry entry : file.entries()) {
                int id = matcher.find(entry);
                if (id < 0 || !labelable.test(id)) {
                    unknown.add(entry.item());
                    continue;
                }
                int label = classOf(entry.label());
                if (label < 0) {
                    unknownLabels.add(entry.label().name());
                } else if (found.merge(id, label, (before, now) -> before.equals(now) ? now : Labels.NONE) == Labels.NONE) {
                    contradictory.add(dataset.items().key(id));
                }
            }
            int[] changed = found.keySet().stream().filter(id -> labels.get(id) != (int) found.get(id)).mapToInt(Integer::intValue).toArray();
            int[] given = Arrays.stream(changed).map(found::get).toArray();
            return new ImportPlan(new LabelEdits(changed, given), classes, found.size(), newClasses, unknown, contradictory,
                    unknownLabels, createClasses);
        }

        /**
         * By name or by number; -1 for no class. Where digits are both, they are a number among two classes, whose export has
         * numbers alone, and a name among many.
         */
        private int classOf(Given given) {
            int byName = classes.idOf(given.name());
            int byNumber = classes.isLive(given.number()) ? given.number() : -1;
            int first = classes.binary() || !given.words() ? byNumber : byName;
            int known = first >= 0 ? first : Math.max(byName, byNumber);
            if (known >= 0 || !given.words() || !createClasses) {
                return known;
            }
            try {
                classes = classes.with(given.name(), null);
                newClasses.add(given.name());
                return classes.size() - 1;
            } catch (FastLabelException e) {
                return -1;
            }
        }
    }
}
