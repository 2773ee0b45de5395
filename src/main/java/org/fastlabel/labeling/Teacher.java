package org.fastlabel.labeling;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.LabelingState.CurvePoint;
import org.fastlabel.labeling.head.CrossValidation;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Lesson;

/** Makes heads from states. Stateless apart from what it reads; safe from any thread. */
final class Teacher {

    private static final System.Logger LOG = System.getLogger(Teacher.class.getName());

    private final Embeddings embeddings;
    private final Supplier<HeadTrainer> trainer;
    private final int classes;

    Teacher(Embeddings embeddings, Supplier<HeadTrainer> trainer, int classes) {
        this.embeddings = embeddings;
        this.trainer = trainer;
        this.classes = classes;
    }

    /** Whether these items are embedded, or found unreadable, within the given time. */
    boolean ready(int[] ids, Duration patience) {
        try {
            return embeddings.await(ids, patience);
        } catch (CapacityExceeded | Conflict e) {
            LOG.log(System.Logger.Level.INFO, "Training waits: {0}", e.getMessage());
            return false;
        }
    }

    /**
     * A head that has learnt all labels of the state, from the state's own head where that still fits.
     *
     * @return empty when some labelled item has no embedding yet, or there is no label
     */
    Optional<Head> teach(LabelingState state) {
        EmbeddingMatrix matrix = embeddings.matrix();
        int[] ids = learnable(state);
        if (ids.length == 0 || Arrays.stream(ids).anyMatch(id -> id >= matrix.rows() || !matrix.ready(id))) {
            return Optional.empty();
        }
        try {
            return Optional.of(trainer.get().train(lesson(state, matrix, ids)));
        } catch (CapacityExceeded e) {
            LOG.log(System.Logger.Level.INFO, "Training waits: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Labelled items, without those that turned out to be unreadable since. */
    private int[] learnable(LabelingState state) {
        int[] ids = state.labels().ids();
        return embeddings.progress().unreadable() == 0 ? ids
                : Arrays.stream(ids).filter(id -> embeddings.unreadable(id).isEmpty()).toArray();
    }

    private static int[] labels(LabelingState state, int[] ids) {
        return Arrays.stream(ids).map(state.labels()::get).toArray();
    }

    private Lesson lesson(LabelingState state, EmbeddingMatrix matrix, int[] ids) {
        return new Lesson(matrix.gather(ids), labels(state, ids), classes, state.head(), null, matrix, HeadChoice.AUTO,
                state.version());
    }

    /** The point of the accuracy curve that belongs to a state, where there are labels enough. */
    Optional<CurvePoint> validate(LabelingState state) {
        EmbeddingMatrix matrix = embeddings.matrix();
        int[] ids = Arrays.stream(learnable(state)).filter(id -> id < matrix.rows() && matrix.ready(id)).toArray();
        if (ids.length < CrossValidation.LEAST_LABELS) {
            return Optional.empty();
        }
        try {
            return trainer.get().validate(lesson(state, matrix, ids))
                    .map(r -> new CurvePoint(r.labels(), r.accuracy(), r.low(), r.high()));
        } catch (FastLabelException e) {
            LOG.log(System.Logger.Level.WARNING, "no accuracy: {0}", e.getMessage());
            return Optional.empty();
        }
    }
}
