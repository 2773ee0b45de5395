package org.fastlabel.labeling;

import java.util.Arrays;
import java.util.List;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.labeling.Query.Direction;
import org.fastlabel.labeling.head.Logits;

/** What a query says of every item. */
final class QueryScoring {

    /** As far apart as the groups of {@link Calibration}: on average the best class is so much ahead of the mean of the others. */
    private static final double AHEAD = 4;

    private QueryScoring() {
    }

    /**
     * @return of a query that orders the pool two columns, of which the second says how well an item fits; else one per class.
     *         {@code NaN} where not embedded
     */
    static Logits logits(Query query, Classes classes, EmbeddingMatrix matrix) {
        if (query.ordersPool()) {
            return Logits.binary(calibrated(Calibration.similarities(query.direction(), matrix)));
        }
        List<Direction> live = query.directions().stream().filter(d -> classes.isLive(d.classId())).toList();
        float[] values = new float[matrix.rows() * classes.size()];
        // Classes that nothing is said of share what one class without opinion would have.
        int silent = classes.live().size() - live.size();
        float rest = query.byNames() || silent == 0 ? Logits.NEVER : (float) -Math.log(silent);
        Arrays.fill(values, rest);
        double scale = query.byNames() ? scale(live, matrix) : 0;
        for (Direction d : live) {
            float[] similarities = Calibration.similarities(d.values(), matrix);
            float[] column = query.byNames() ? similarities : calibrated(similarities);
            for (int id = 0; id < column.length; id++) {
                values[id * classes.size() + d.classId()] = query.byNames() ? (float) (scale * column[id]) : column[id];
            }
        }
        for (int id = 0; id < matrix.rows(); id++) {
            if (!matrix.ready(id)) {
                Arrays.fill(values, id * classes.size(), (id + 1) * classes.size(), Float.NaN);
            }
        }
        return new Logits(values, classes.size());
    }

    private static float[] calibrated(float[] similarities) {
        Calibration calibration = Calibration.of(similarities);
        for (int id = 0; id < similarities.length; id++) {
            similarities[id] = calibration.logit(similarities[id]);
        }
        return similarities;
    }

    /** What similarities are to be multiplied by to become logits. */
    private static double scale(List<Direction> directions, EmbeddingMatrix matrix) {
        if (directions.size() < 2) {
            return 1;
        }
        float[] best = new float[matrix.rows()];
        double[] sum = new double[matrix.rows()];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (Direction d : directions) {
            float[] similarities = Calibration.similarities(d.values(), matrix);
            for (int id = 0; id < best.length; id++) {
                best[id] = Math.max(best[id], similarities[id]);
                sum[id] += similarities[id];
            }
        }
        double ahead = 0;
        int n = 0;
        for (int id = 0; id < best.length; id++) {
            if (matrix.ready(id)) {
                ahead += best[id] - (sum[id] - best[id]) / (directions.size() - 1);
                n++;
            }
        }
        return ahead < 1e-9 ? 1 : AHEAD * n / ahead;
    }
}
