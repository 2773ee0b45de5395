package org.fastlabel.labeling;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Lesson;
import org.fastlabel.labeling.head.Logits;
import org.fastlabel.labeling.strategy.Pool;
import org.fastlabel.labeling.strategy.SamplingStrategy;

/**
 * An annotator who knows the truth and confirms batch after batch, as a person would: the first batch as the strategy gives
 * it without a judge, the others by its own judgement.
 */
public final class SimulatedLabelling {

    private static final int BATCH = 24;

    private SimulatedLabelling() {
    }

    /**
     * @param at numbers of labels, ascending; 0 is the share of the larger class
     * @return accuracy over the whole pool after each number of labels, mean over the seeds
     */
    public static double[] accuracy(EmbeddingMatrix matrix, int[] truth, SamplingStrategy strategy, HeadTrainer trainer,
            int[] at, int seeds) {
        double[] mean = new double[at.length];
        for (int seed = 0; seed < seeds; seed++) {
            double[] one = once(matrix, truth, strategy, trainer, at, seed);
            for (int i = 0; i < at.length; i++) {
                mean[i] += one[i] / seeds;
            }
        }
        return mean;
    }

    private static double[] once(EmbeddingMatrix matrix, int[] truth, SamplingStrategy strategy, HeadTrainer trainer, int[] at,
            int seed) {
        double[] accuracy = new double[at.length];
        Head head = null;
        Labels labels = Labels.EMPTY;
        Logits logits = null;
        for (int i = 0; i < at.length; i++) {
            while (labels.count() < at[i]) {
                Labels now = labels;
                int[] candidates = IntStream.range(0, matrix.rows()).filter(id -> !now.has(id)).toArray();
                int[] ids = strategy.select(new Pool(matrix, logits, candidates, now.ids()), Math.min(BATCH, at[i] - labels.count()),
                        new SplittableRandom(1000L * seed + labels.count())).ids();
                labels = labels.with(new LabelEdits(ids, Arrays.stream(ids).map(id -> truth[id]).toArray()));
                int[] known = labels.ids();
                head = trainer.train(new Lesson(matrix.gather(known), Arrays.stream(known).map(id -> truth[id]).toArray(), 2, head,
                        null, matrix, HeadChoice.AUTO, labels.count() + 7919L * seed));
                logits = trainer.score(head, matrix);
            }
            accuracy[i] = logits == null ? majority(truth) : right(logits, truth);
        }
        return accuracy;
    }

    private static double majority(int[] truth) {
        double ones = Arrays.stream(truth).filter(t -> t == 1).count() / (double) truth.length;
        return Math.max(ones, 1 - ones);
    }

    private static double right(Logits logits, int[] truth) {
        return IntStream.range(0, truth.length).filter(id -> logits.best(id) == truth[id]).count()
                / (double) truth.length;
    }
}
