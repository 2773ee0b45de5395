package org.fastlabel.labeling;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.labeling.LabelingEvent.Kind;
import org.fastlabel.labeling.LabelingSession.Train;

/** Takes labels into a session: those that are sent now, and those that were given elsewhere or before. All or nothing. */
final class LabelChanges {

    private final LabelingSession.Parts parts;
    private final Ledger ledger;
    private final Scoreboard scoreboard;
    private final BiFunction<JsonObject, LabelingState, JsonObject> learn;

    /** @param learn what follows when labels are stored; completes the answer */
    LabelChanges(LabelingSession.Parts parts, Ledger ledger, Scoreboard scoreboard,
            BiFunction<JsonObject, LabelingState, JsonObject> learn) {
        this.parts = parts;
        this.ledger = ledger;
        this.scoreboard = scoreboard;
        this.learn = learn;
    }

    /** @param kind SUBMIT or RELABEL */
    JsonObject edited(Kind kind, LabelEdits edits, String submitId, Train train) {
        while (true) {
            // The state before the question: the same request that is taken between the two makes this one try again, and find it.
            LabelingState from = ledger.state();
            Optional<JsonObject> before = ledger.answered(submitId);
            if (before.isPresent()) {
                return SubmitAnswer.repeated(before.get(), ledger.state());
            }
            boolean now = train.now(from, edits.size());
            LabelingState to = kind == Kind.SUBMIT ? from.submit(edits, this::requireLabelable, parts.undoSteps(), now)
                    : from.relabel(edits, this::requireLabelable, parts.undoSteps(), now);
            int corrections = scoreboard.peek(from).map(judge -> edits.corrections(judge::label)).orElse(0);
            JsonObject answer = SubmitAnswer.of(to, unlabeled(to), edits.size(), corrections);
            String payload = EventCodec.labels(edits, parts.dataset().items(), now, null);
            if (ledger.commit(from, to, kind, payload, submitId, answer.toString())) {
                return learn.apply(answer, to);
            }
        }
    }

    /**
     * Brings back what earlier sessions confirmed and this one has no label for; where this one has done nothing of its own yet,
     * also their classes as they were.
     *
     * @throws Conflict when there is nothing
     */
    JsonObject restore() {
        Replay.Confirmed earlier = earlier();
        if (earlier.labels().isEmpty()) {
            throw new Conflict("nothing-to-restore", "There are no earlier labels of this data set to bring back.");
        }
        return named(Kind.RESTORE, earlier.labels(), from -> from.labels().count() == 0 && from.classes().equals(Classes.BINARY)
                ? earlier.classes() : from.classes());
    }

    /** What {@link #restore} would bring back. */
    Replay.Confirmed earlier() {
        Labels now = ledger.state().labels();
        Replay.Confirmed earlier = new Replay(parts.dataset()).everConfirmed(parts.log().allLabelEvents(parts.dataset().id()));
        earlier.labels().keySet().removeIf(id -> now.has(id) || parts.embeddings().unreadable(id).isPresent());
        return earlier;
    }

    /**
     * Gives or changes labels that are known by their classes' names; classes that are missing are made.
     *
     * @param known the classes to begin with
     */
    JsonObject named(Kind kind, Map<Integer, String> labels, Function<LabelingState, Classes> known) {
        int[] ids = labels.keySet().stream().mapToInt(Integer::intValue).toArray();
        while (true) {
            LabelingState from = ledger.state();
            Classes classes = known.apply(from).withNames(labels.values());
            LabelEdits edits = new LabelEdits(ids, labels.values().stream().mapToInt(classes::idOf).toArray());
            edits.check(classes, false);
            edits.each(this::requireLabelable);
            LabelingState to = from.edited(edits, classes, parts.undoSteps(), true);
            String payload = EventCodec.labels(edits, parts.dataset().items(), true, classes.equals(from.classes()) ? null : classes);
            if (ledger.commit(from, to, kind, payload, null, null)) {
                return learn.apply(SubmitAnswer.of(to, unlabeled(to), edits.size(), 0), to);
            }
        }
    }

    private void requireLabelable(int id) {
        ItemIndex items = parts.dataset().items();
        if (id >= items.size() || !items.present(id)) {
            throw LabelEdits.unknown(id);
        }
        parts.embeddings().unreadable(id).ifPresent(why -> {
            throw new InvalidInput("unreadable-item", "Item " + id + " cannot be labelled, because it cannot be read: " + why);
        });
    }

    /** Items that are there, can be read and have no label. */
    int unlabeled(LabelingState s) {
        return Math.max(0, parts.dataset().items().presentCount() - parts.embeddings().progress().unreadable() - s.labels().count());
    }
}
