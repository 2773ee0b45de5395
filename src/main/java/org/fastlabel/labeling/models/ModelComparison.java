package org.fastlabel.labeling.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Logits;

/**
 * Where two models differ over a whole pool.
 *
 * @param judged items that both judged
 * @param differ how many of them they judged differently
 * @param first  those on which both are the surest, at most {@link #SHOWN}
 */
record ModelComparison(int judged, int differ, List<Difference> first) {

    static final int SHOWN = 100;
    private static final int BLOCK = 4096;

    /** @param aConf and {@code bConf}: probability of each one's own class */
    record Difference(int id, int a, double aConf, int b, double bConf) {

        double bothSure() {
            return Math.min(aConf, bConf);
        }
    }

    /** A head and the classes that it must not choose. */
    record Side(Head head, int[] retired) {

        private Logits judge(HeadTrainer trainer, float[] rows) {
            return trainer.judge(head, rows).without(retired);
        }
    }

    /** Goes through the pool in blocks: however large it is, little is held. */
    static ModelComparison of(Side a, Side b, EmbeddingMatrix pool, HeadTrainer trainer) {
        Comparator<Difference> surestLast = Comparator.comparingDouble(Difference::bothSure).thenComparing(Difference::id, Comparator.reverseOrder());
        PriorityQueue<Difference> surest = new PriorityQueue<>(surestLast);
        int judged = 0;
        int differ = 0;
        for (int from = 0; from < pool.rows(); from += BLOCK) {
            int[] ids = IntStream.range(from, Math.min(pool.rows(), from + BLOCK)).filter(pool::ready).toArray();
            if (ids.length == 0) {
                continue;
            }
            float[] rows = pool.gather(ids);
            Logits byA = a.judge(trainer, rows);
            Logits byB = b.judge(trainer, rows);
            judged += ids.length;
            for (int i = 0; i < ids.length; i++) {
                int left = byA.best(i);
                int right = byB.best(i);
                if (left != right) {
                    differ++;
                    surest.add(new Difference(ids[i], left, byA.prob(i, left), right, byB.prob(i, right)));
                    if (surest.size() > SHOWN) {
                        surest.remove();
                    }
                }
            }
        }
        List<Difference> first = new ArrayList<>(surest);
        first.sort(surestLast.reversed());
        return new ModelComparison(judged, differ, first);
    }

    /** Of items that both judged; 1 where there is none. */
    double agreement() {
        return judged == 0 ? 1 : 1 - (double) differ / judged;
    }

    /** What happened to the labels between two models: {@code added}, {@code removed}, {@code changed}, {@code same}. */
    static Map<String, Integer> labels(Map<String, Integer> a, Map<String, Integer> b) {
        Map<String, Integer> counts = new HashMap<>(Map.of("added", 0, "removed", 0, "changed", 0, "same", 0));
        a.forEach((key, label) -> counts.merge(!b.containsKey(key) ? "removed" : b.get(key).equals(label) ? "same" : "changed", 1,
                Integer::sum));
        b.keySet().stream().filter(key -> !a.containsKey(key)).forEach(key -> counts.merge("added", 1, Integer::sum));
        return counts;
    }
}
