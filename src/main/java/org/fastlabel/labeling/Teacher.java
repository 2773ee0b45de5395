package org.fastlabel.labeling;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.head.CrossValidation;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Lesson;

/** Makes heads from states. Labels of held-out items are never part of a lesson. Safe from any thread. */
final class Teacher {

    private static final System.Logger LOG = System.getLogger(Teacher.class.getName());

    private final Embeddings embeddings;
    private final Supplier<HeadTrainer> trainer;
    private final Function<LabelingState, Holdout> holdout;

    /**
     * What came of a lesson.
     *
     * @param ready  false when it has to wait
     * @param head   null when there is none
     * @param space  id of the embedder whose rows it learnt from
     * @param learnt what it was taught
     */
    record Outcome(boolean ready, Head head, String space, Labels learnt) {
        static final Outcome NOT_YET = new Outcome(false, null, null, Labels.EMPTY);
        static final Outcome NOTHING = new Outcome(true, null, null, Labels.EMPTY);
    }

    Teacher(Embeddings embeddings, Supplier<HeadTrainer> trainer, Function<LabelingState, Holdout> holdout) {
        this.embeddings = embeddings;
        this.trainer = trainer;
        this.holdout = holdout;
    }

    /** Whether the labelled items are embedded, or found unreadable, within the given time. */
    boolean ready(LabelingState state, Duration patience) {
        try {
            return embeddings.await(state.labels().ids(), patience);
        } catch (CapacityExceeded | Conflict e) {
            LOG.log(System.Logger.Level.INFO, "Training waits: {0}", e.getMessage());
            return false;
        }
    }

    /** Whether there is no use in waiting for items to be embedded. */
    boolean hopeless() {
        return embeddings.progress().state().equals("failed");
    }

    /** A head that has learnt all labels of the state, from the state's own head where that still fits. */
    Outcome teach(LabelingState state) {
        EmbeddingMatrix matrix = embeddings.matrix();
        int[] ids = learnable(state);
        if (ids.length == 0) {
            return Outcome.NOTHING;
        }
        if (Arrays.stream(ids).anyMatch(id -> id >= matrix.rows() || !matrix.ready(id))) {
            return Outcome.NOT_YET;
        }
        try {
            Lesson lesson = lesson(state, matrix, ids);
            return new Outcome(true, trainer.get().train(lesson), matrix.space(), Labels.EMPTY.with(new LabelEdits(ids, lesson.labels())));
        } catch (CapacityExceeded e) {
            LOG.log(System.Logger.Level.INFO, "Training waits: {0}", e.getMessage());
            return Outcome.NOT_YET;
        }
    }

    /** Labelled items, without those held out and those that turned out to be unreadable since. */
    private int[] learnable(LabelingState state) {
        Holdout heldOut = holdout.apply(state);
        boolean someUnreadable = embeddings.progress().unreadable() > 0;
        return Arrays.stream(state.labels().ids())
                .filter(id -> !heldOut.has(id) && !(someUnreadable && embeddings.unreadable(id).isPresent())).toArray();
    }

    private static Lesson lesson(LabelingState state, EmbeddingMatrix matrix, int[] ids) {
        int[] labels = Arrays.stream(ids).map(state.labels()::get).toArray();
        float[] prior = state.query() == null || !state.query().fits(matrix) ? null : state.query().prior(state.classes());
        Head start = state.head() == null || !state.now().trained().fits(matrix) ? null : state.head();
        return new Lesson(matrix.gather(ids), labels, state.classes().size(), start, prior, matrix, state.options().head(),
                state.version());
    }

    /** What heads think of labels that they have not seen, where there are labels enough. */
    Optional<Validation> validate(LabelingState state) {
        EmbeddingMatrix matrix = embeddings.matrix();
        int[] ids = Arrays.stream(learnable(state)).filter(id -> id < matrix.rows() && matrix.ready(id)).toArray();
        if (ids.length < CrossValidation.LEAST_LABELS) {
            return Optional.empty();
        }
        try {
            return trainer.get().validate(lesson(state, matrix, ids))
                    .map(result -> new Validation(state.labels(), ids, result));
        } catch (FastLabelException e) {
            LOG.log(System.Logger.Level.WARNING, "no accuracy: {0}", e.getMessage());
            return Optional.empty();
        }
    }
}
