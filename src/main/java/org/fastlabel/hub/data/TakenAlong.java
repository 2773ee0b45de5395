package org.fastlabel.hub.data;

import jakarta.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.store.AnnotationRepository.Told;

/**
 * Makes answers, pre-labels and known answers of what a file of Label Studio says, as the answers that are fetched from there: the last one of each
 * person counts, a cancelled one is a skip whatever choice it still holds, several choices go to the person in charge. Nobody gets an account by it.
 */
final class TakenAlong {

    private static final String NOBODY = "label-studio";
    private static final int MOST_CHOICES = 20;
    private static final int MOST_UNKNOWN = 20;
    private static final int LONGEST_VERSION = 200;

    private final LabelStudioFile file;
    private final List<String> labels;
    private final BiConsumer<Integer, String> report;
    /** Rows that say more of the task of an earlier one. */
    private final Map<Integer, List<Integer>> joined = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> unknown = new TreeSet<>();
    private int answers;
    private int skips;
    private int several;
    private int empty;
    private int prelabels;
    private int unused;
    private int known;

    /** @param report takes a row and what is wrong with it */
    TakenAlong(LabelStudioFile file, List<String> labels, BiConsumer<Integer, String> report) {
        this.file = file;
        this.labels = labels;
        this.report = report;
    }

    void join(int row, int first) {
        joined.computeIfAbsent(first, r -> new ArrayList<>()).add(row);
    }

    /** The item with all that its rows say of it. */
    ItemSource.Item with(ItemSource.Item item, int row) {
        Map<String, Told> last = new LinkedHashMap<>();
        List<Told> decisions = new ArrayList<>();
        Set<String> gold = new TreeSet<>();
        Task.Proposal proposal = null;
        String key = null;
        int nameless = 0;
        for (int r : rows(row)) {
            OutsideRow said = said(r);
            key = key == null ? said.key() : key;
            for (OutsideRow.Said s : said.said()) {
                String by = s.by() != null ? s.by() : ++nameless == 1 ? NOBODY : NOBODY + "-" + nameless;
                Told told = told(r, s, by);
                if (told != null && told.decision()) {
                    decisions.add(told);
                } else if (told != null) {
                    last.merge(by, told, TakenAlong::later);
                }
            }
            said.gold().stream().filter(label -> knows(r, label)).forEach(gold::add);
            for (OutsideRow.Proposed p : said.proposals()) {
                Task.Proposal next = proposal(r, p);
                proposal = next == null ? proposal : next;
            }
        }
        List<Told> all = new ArrayList<>(last.values());
        all.addAll(decisions);
        all.forEach(this::count);
        if (gold.size() > 1) {
            report.accept(row, "has several known answers that differ; it was taken without one");
        }
        String right = item.gold() != null ? item.gold() : gold.size() == 1 ? gold.iterator().next() : null;
        known += right == null ? 0 : 1;
        prelabels += proposal == null ? 0 : 1;
        return new ItemSource.Item(free(key, item.key()), item.data(), item.label(), right, all, proposal);
    }

    private List<Integer> rows(int row) {
        List<Integer> rows = new ArrayList<>(List.of(row));
        rows.addAll(joined.getOrDefault(row, List.of()));
        return rows;
    }

    private OutsideRow said(int row) {
        try {
            return file.row(row);
        } catch (InvalidInput e) {
            report.accept(row, e.getMessage());
            return OutsideRow.SILENT;
        }
    }

    private static Told later(Told a, Told b) {
        return a.at() != null && b.at() != null && b.at().isBefore(a.at()) ? a : b;
    }

    /** Null for what is no answer. */
    private Told told(int row, OutsideRow.Said s, String by) {
        List<String> choices = s.choices().stream().limit(MOST_CHOICES).toList();
        Instant at = s.at();
        if (s.skip()) {
            return new Told(by, null, List.of(), s.reason(), s.seconds(), false, at);
        } else if (choices.isEmpty()) {
            empty++;
            return null;
        } else if (choices.size() > 1) {
            return new Told(by, null, choices, null, s.seconds(), false, at);
        }
        return knows(row, choices.get(0)) ? new Told(by, choices.get(0), List.of(), null, s.seconds(), s.decision(), at) : null;
    }

    private void count(Told told) {
        answers += told.label() != null ? 1 : 0;
        several += told.choices().isEmpty() ? 0 : 1;
        skips += told.skip() ? 1 : 0;
    }

    /** Null for what cannot be shown as a pre-label. */
    private Task.Proposal proposal(int row, OutsideRow.Proposed p) {
        if (p.choices().size() != 1 || p.score() == null || !knows(row, p.choices().get(0))) {
            unused++;
            return null;
        }
        String version = p.version().length() <= LONGEST_VERSION ? p.version() : p.version().substring(0, LONGEST_VERSION);
        String label = p.choices().get(0);
        return new Task.Proposal(label, p.score(), version, Json.createObjectBuilder().add("by", NOBODY).add("label", label)
                .add("confidence", p.score()).add("how", "file").build());
    }

    private boolean knows(int row, String label) {
        if (labels.contains(label)) {
            return true;
        }
        if (unknown.size() < MOST_UNKNOWN) {
            unknown.add(label);
        }
        report.accept(row, "has the label \"" + JsonBody.shortened(label) + "\", which the data set has not; it was taken without it");
        return false;
    }

    /** The task's own key, where the file has one that nobody has yet. */
    private String free(String wanted, String usual) {
        String key = wanted == null ? usual : wanted;
        for (int i = 2; !keys.add(key); i++) {
            key = usual + "-" + i;
        }
        return key;
    }

    LeftOut.Brought brought() {
        return new LeftOut.Brought(answers, skips, several, empty, prelabels, unused, known, List.copyOf(unknown));
    }
}
