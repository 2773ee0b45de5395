package org.fastlabel.labeling.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Lesson;
import org.fastlabel.labeling.head.Logits;
import org.fastlabel.labeling.strategy.Pool;
import org.fastlabel.labeling.strategy.SamplingStrategy;

/** What the program offers: one of its strategies, one of its heads, no text query. */
record StrategyWithHead(String name, SamplingStrategy strategy, HeadChoice choice, HeadTrainer trainer) implements Competitor {

    @Override
    public Session begin(ArrayMatrix pool, int classes, long seed) {
        return new Course(this, pool, classes, seed);
    }

    private static final class Course implements Session {

        private final StrategyWithHead way;
        private final ArrayMatrix pool;
        private final int classes;
        private final long seed;
        private Head head;
        private Logits logits;

        Course(StrategyWithHead way, ArrayMatrix pool, int classes, long seed) {
            this.way = way;
            this.pool = pool;
            this.classes = classes;
            this.seed = seed;
        }

        @Override
        public int[] next(int k, int[] labelled) {
            int[] free = IntStream.range(0, pool.rows()).filter(id -> Arrays.binarySearch(labelled, id) < 0).toArray();
            return way.strategy.select(new Pool(pool, logits, free, labelled, classes == 2), k,
                    new SplittableRandom(1000 * seed + labelled.length)).ids();
        }

        @Override
        public void learn(int[] labelled, float[] rows, int[] labels) {
            head = way.trainer.train(new Lesson(rows, labels, classes, head, null, pool, way.choice, 7919 * seed + labels.length));
            logits = way.strategy.needsJudge() || way.strategy.wireName().equals("auto") ? way.trainer.score(head, pool) : null;
        }

        @Override
        public Logits judge(float[] rows) {
            return way.trainer.judge(head, rows);
        }
    }
}
