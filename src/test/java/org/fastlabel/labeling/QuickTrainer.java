package org.fastlabel.labeling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.labeling.head.CrossValidation;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.HeadWeights;
import org.fastlabel.labeling.head.Lesson;
import org.fastlabel.labeling.head.Logits;

/** Gives heads at once that differ with the lesson and know nothing; remembers the lessons. For tests of all but learning. */
final class QuickTrainer implements HeadTrainer {

    final List<Lesson> lessons = new CopyOnWriteArrayList<>();
    final List<Lesson> validated = new CopyOnWriteArrayList<>();

    /** Happens while each head is being trained. */
    Runnable meanwhile = () -> { };

    @Override
    public Head train(Lesson lesson) {
        lessons.add(lesson);
        meanwhile.run();
        return HeadWeights.initial(lesson.pool().dim(), 2, lesson.classes(), lesson.rows(),
                31L * Arrays.hashCode(lesson.rows()) + Arrays.hashCode(lesson.labels()));
    }

    @Override
    public Optional<CrossValidation.Result> validate(Lesson lesson) {
        validated.add(lesson);
        return Optional.of(new CrossValidation.Result(lesson.labels().length, 0.5, 0.4, 0.6, null));
    }

    @Override
    public Logits judge(Head head, float[] rows) {
        return new Logits(new float[rows.length / head.input() * head.classes()], head.classes());
    }

    /** The first class for every item. */
    @Override
    public Logits score(Head head, EmbeddingMatrix matrix) {
        float[] logits = new float[matrix.rows() * head.classes()];
        for (int id = 0; id < matrix.rows(); id++) {
            logits[id * head.classes()] = 1;
        }
        return new Logits(logits, head.classes());
    }
}
