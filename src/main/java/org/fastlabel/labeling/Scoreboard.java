package org.fastlabel.labeling;

import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.LabelingState.Scorer;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Logits;

/** The scores of the judge that was asked for last; computed once, shared by all who wait for them. Safe from any thread. */
final class Scoreboard {

    /** While items are still being embedded, scores may be this old before they are computed again. */
    private static final long STALE_MILLIS = 1000;

    /** @param changes of the matrix before it was read: an item that was embedded again counts as much as a new one */
    private record Entry(Object judge, Classes classes, EmbeddingMatrix matrix, long changes, int embedded, long at, FutureTask<Scores> task) {
    }

    private final Embeddings embeddings;
    private final Supplier<HeadTrainer> trainer;
    private final Clock clock;
    private Entry entry;

    Scoreboard(Embeddings embeddings, Supplier<HeadTrainer> trainer, Clock clock) {
        this.embeddings = embeddings;
        this.trainer = trainer;
        this.clock = clock;
    }

    /** The scores for a state, computed now if need be. */
    Scores of(LabelingState state) {
        FutureTask<Scores> task = task(state);
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            forget(task);
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized FutureTask<Scores> task(LabelingState state) {
        Object judge = judge(state);
        EmbeddingMatrix matrix = embeddings.matrix();
        if (entry != null && entry.classes.equals(state.classes()) && comesAnew(state, matrix)) {
            return entry.task;
        }
        int embedded = embeddings.progress().done();
        if (entry == null || entry.judge != judge || entry.matrix != matrix || !entry.classes.equals(state.classes()) || stale(embedded)) {
            Logits before = before(judge);
            entry = new Entry(judge, state.classes(), matrix, matrix.changes(), embedded, clock.millis(),
                    new FutureTask<>(() -> compute(state, matrix, before, embedded)));
        }
        return entry.task;
    }

    /** Whether there is a judge, and one of these embeddings, not of another model's. */
    static boolean fits(LabelingState state, EmbeddingMatrix matrix) {
        return switch (state.scorer()) {
            case HEAD -> state.now().trained().fits(matrix);
            case QUERY -> state.query().fits(matrix);
            case NONE -> false;
        };
    }

    /** Whether another model's embeddings are there, and its judge will be soon: so long the last scores serve. */
    private static boolean comesAnew(LabelingState state, EmbeddingMatrix matrix) {
        return matrix.rows() > 0 && state.scorer() != Scorer.NONE && !fits(state, matrix)
                && (state.scorer() == Scorer.QUERY || state.labels().count() > 0);
    }

    private static Object judge(LabelingState state) {
        return switch (state.scorer()) {
            case HEAD -> state.head();
            case QUERY -> state.query();
            case NONE -> Scorer.NONE;
        };
    }

    private boolean stale(int embedded) {
        boolean changed = embedded != entry.embedded || entry.matrix.changes() != entry.changes;
        return changed && (embeddings.progress().state().equals("done")
                || clock.millis() - entry.at >= STALE_MILLIS);
    }

    /** The last judge's logits; those of the judge before it when only more items came. */
    private Logits before(Object judge) {
        if (entry == null || !entry.task.isDone()) {
            return null;
        }
        try {
            Scores last = entry.task.get();
            return entry.judge == judge ? last.before() : last.logits();
        } catch (ExecutionException | InterruptedException e) {
            return null;
        }
    }

    private Scores compute(LabelingState state, EmbeddingMatrix matrix, Logits before, int embedded) {
        Logits logits = matrix.rows() == 0 || !fits(state, matrix) ? null : state.scorer() == Scorer.HEAD ? trainer.get().score(state.head(), matrix)
                : QueryScoring.logits(state.query(), state.classes(), matrix);
        boolean orders = state.scorer() == Scorer.QUERY && state.query().ordersPool() && !state.classes().binary();
        return new Scores(state.scorer(), logits == null || orders ? logits : fitted(logits, state.classes()), before, embedded, orders);
    }

    /** With a column for each class there is: those that have gone, and those that the judge does not know, are never chosen. */
    static Logits fitted(Logits logits, Classes classes) {
        if (logits.classes() >= classes.size()) {
            return logits.without(classes.retired());
        }
        int known = logits.classes();
        float[] values = logits.toArray();
        float[] wider = new float[logits.rows() * classes.size()];
        for (int id = 0; id < logits.rows(); id++) {
            System.arraycopy(values, id * known, wider, id * classes.size(), known);
            Arrays.fill(wider, id * classes.size() + known, (id + 1) * classes.size(), logits.judged(id) ? Logits.NEVER : Float.NaN);
        }
        return new Logits(wider, classes.size()).without(classes.retired());
    }

    /** What is known already, without computing: the scores of the state's judge, at whatever time they were made. */
    synchronized Optional<Scores> peek(LabelingState state) {
        try {
            return entry != null && entry.judge == judge(state) && entry.task.isDone() ? Optional.of(entry.task.get())
                    : Optional.empty();
        } catch (ExecutionException | InterruptedException e) {
            return Optional.empty();
        }
    }

    private synchronized void forget(FutureTask<Scores> failed) {
        if (entry != null && entry.task == failed) {
            entry = null;
        }
    }
}
