package org.fastlabel.labeling;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.fastlabel.api.Conflict;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.labeling.LabelingState.Scorer;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Logits;

/** Asks the present judge about something that is no item of the data set. */
final class Judge {

    private Judge() {
    }

    /**
     * @param row  an embedding, of unit length
     * @param pool what a query's judgements are calibrated on
     * @return of the one item 0
     * @throws Conflict with code {@code no-model} when nobody judges, or the judge says nothing of classes
     */
    static Scores of(LabelingState state, float[] row, EmbeddingMatrix pool, Supplier<HeadTrainer> trainer) {
        if (state.scorer() == Scorer.NONE) {
            throw new Conflict("no-model", "There is no model yet. Confirm some labels, or set a query, and ask again.");
        }
        int dim = state.scorer() == Scorer.HEAD ? state.head().input() : state.query().dim();
        if (dim != row.length || !Scoreboard.fits(state, pool)) {
            throw new Conflict("other-checkpoint", "The model was trained with another checkpoint and is being trained anew; try again "
                    + "in a few seconds.");
        } else if (state.scorer() == Scorer.HEAD) {
            Logits logits = trainer.get().judge(state.head(), row);
            return new Scores(Scorer.HEAD, Scoreboard.fitted(logits, state.classes()), null, 1, false);
        } else if (state.query().ordersPool() && !state.classes().binary()) {
            throw new Conflict("no-model", "The query orders the items, but says nothing of classes. Confirm some labels, or let the "
                    + "classes' names judge.");
        }
        Logits all = Scoreboard.fitted(QueryScoring.logits(state.query(), state.classes(), new OneMore(pool, row)), state.classes());
        float[] last = Arrays.copyOfRange(all.toArray(), (all.rows() - 1) * all.classes(), all.rows() * all.classes());
        return new Scores(Scorer.QUERY, new Logits(last, all.classes()), null, 1, false);
    }

    /** A pool with one row more, for products alone. */
    private record OneMore(EmbeddingMatrix pool, float[] last) implements EmbeddingMatrix {

        @Override
        public int rows() {
            return pool.rows() + 1;
        }

        @Override
        public int dim() {
            return last.length;
        }

        @Override
        public boolean ready(int id) {
            return id == pool.rows() || pool.ready(id);
        }

        @Override
        public float[] row(int id) {
            return id == pool.rows() ? last.clone() : pool.row(id);
        }

        @Override
        public float[] products(float[] vectors, int count) {
            float[] of = pool.rows() == 0 ? new float[0] : pool.products(vectors, count);
            float[] products = Arrays.copyOf(of, of.length + count);
            for (int c = 0; c < count; c++) {
                for (int d = 0; d < last.length; d++) {
                    products[of.length + c] += vectors[c * last.length + d] * last[d];
                }
            }
            return products;
        }

        @Override
        public List<ByteBuffer> blocks() {
            throw new UnsupportedOperationException("a row that is not stored has no block");
        }
    }
}
