package org.fastlabel.labeling.head;

import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.embedding.EmbeddingMatrix;

/**
 * How the embeddings of a data set lie, labelled or not: around which point, how far from it, and how much in which direction.
 * Heads learn in coordinates of which the average squared length is 1: either the embeddings themselves, moved to the middle, or
 * whitened ones, in which the pool is spread alike in all directions. Where what matters is a small part of what varies,
 * as in spectrograms seen by a model of photos, whitened ones need far fewer labels; else they need more. Immutable.
 */
final class PoolShape {

    /** Rows that it is taken from. */
    static final int MOST_ROWS = 2048;
    /** How far the covariance is drawn towards a multiple of the identity before whitening. */
    private static final double SHRINKAGE = 0.1;
    /** A pool of one single point has no spread; unit-length rows never come this close by chance. */
    private static final double LEAST_SPREAD = 1e-6;

    final int dim;
    final float[] mean;
    private final float[] covariance;
    private final float length;
    /** Of the shrunk covariance's Cholesky factor the inverse, column by column, divided by the whitened rows' length. */
    private final float[] whitening;

    private PoolShape(int dim, float[] mean, float[] covariance) {
        this.dim = dim;
        this.mean = mean;
        this.covariance = covariance;
        double trace = 0;
        for (int d = 0; d < dim; d++) {
            trace += covariance[d * dim + d];
        }
        double average = Math.max(trace / dim, LEAST_SPREAD / dim);
        length = (float) Math.sqrt(average * dim);
        double[] shrunk = new double[dim * dim];
        for (int i = 0; i < dim * dim; i++) {
            shrunk[i] = (1 - SHRINKAGE) * covariance[i] + (i % (dim + 1) == 0 ? SHRINKAGE * average : 0);
        }
        Cholesky.factor(shrunk, dim);
        whitening = Cholesky.inverseColumns(shrunk, dim);
        // The trace of covariance times inverse, from that of the inverse alone.
        double inverse = 0;
        for (float w : whitening) {
            inverse += (double) w * w;
        }
        double white = Math.sqrt(Math.max(1e-6, (dim - SHRINKAGE * average * inverse) / (1 - SHRINKAGE)));
        for (int i = 0; i < whitening.length; i++) {
            whitening[i] /= (float) white;
        }
    }

    /** Looks at up to {@link #MOST_ROWS} rows that are ready, evenly chosen; of none, every direction counts the same. */
    static PoolShape of(EmbeddingMatrix pool) {
        int[] ready = IntStream.range(0, pool.rows()).filter(pool::ready).toArray();
        int n = Math.min(MOST_ROWS, ready.length);
        return of(pool.gather(IntStream.range(0, n).map(i -> ready[(int) ((long) i * ready.length / n)]).toArray()), pool.dim());
    }

    static PoolShape of(float[] rows, int dim) {
        int n = rows.length / dim;
        double[] sums = new double[dim];
        for (int i = 0; i < n * dim; i++) {
            sums[i % dim] += rows[i];
        }
        float[] mean = new float[dim];
        for (int d = 0; d < dim; d++) {
            mean[d] = (float) (sums[d] / Math.max(1, n));
        }
        float[] centred = new float[n * dim];
        float[] columns = new float[n * dim];
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < dim; d++) {
                centred[i * dim + d] = rows[i * dim + d] - mean[d];
                columns[d * n + i] = centred[i * dim + d] / n;
            }
        }
        float[] covariance = new float[dim * dim];
        Products.mix(centred, dim, columns, n, dim, covariance);
        for (float value : covariance) {
            if (!Float.isFinite(value)) {
                throw new Conflict("training-diverged", "Some embeddings of this data set are no finite numbers, so nothing can be "
                        + "learnt from them. Embed the data set anew, or use another checkpoint.");
            }
        }
        return new PoolShape(dim, mean, covariance);
    }

    /** How far the pool is spread along a direction: the standard deviation of its dot products; at least a tiny one. */
    double spread(float[] directions, int at) {
        double sum = 0;
        for (int i = 0; i < dim; i++) {
            double line = 0;
            for (int j = 0; j < dim; j++) {
                line += (double) covariance[i * dim + j] * directions[at + j];
            }
            sum += line * directions[at + i];
        }
        return Math.sqrt(Math.max(sum, 1e-12));
    }

    /** @return rows in coordinates to learn in, each with a 1 at its end */
    SoftmaxRegression.Rows coordinates(float[] rows, boolean whitened) {
        int n = rows.length / dim;
        float[] centred = new float[n * dim];
        for (int i = 0; i < n * dim; i++) {
            centred[i] = (rows[i] - mean[i % dim]) / (whitened ? 1 : length);
        }
        float[] turned = centred;
        if (whitened) {
            turned = new float[n * dim];
            Products.mix(whitening, dim, centred, dim, n, turned);
        }
        float[] out = new float[n * (dim + 1)];
        for (int i = 0; i < n; i++) {
            System.arraycopy(turned, i * dim, out, i * (dim + 1), dim);
            out[i * (dim + 1) + dim] = 1;
        }
        return new SoftmaxRegression.Rows(out, dim + 1);
    }

    /**
     * Weights for embeddings that do what these do for coordinates; the offset still wants the mean taken off.
     *
     * @param x  {@code dim} weights for coordinates
     * @param to {@code dim} weights for embeddings
     */
    void toEmbedding(double[] x, boolean whitened, double[] to) {
        for (int j = 0; j < dim; j++) {
            double sum = 0;
            for (int k = j; k < dim && whitened; k++) {
                sum += whitening[j * dim + k] * x[k];
            }
            to[j] = whitened ? sum : x[j] / length;
        }
    }

    /** The other way round: the weights for coordinates of which {@link #toEmbedding} makes these. */
    void fromEmbedding(double[] weights, boolean whitened, double[] x) {
        for (int j = dim - 1; j >= 0; j--) {
            double sum = weights[j];
            for (int k = j + 1; k < dim && whitened; k++) {
                sum -= whitening[j * dim + k] * x[k];
            }
            x[j] = whitened ? sum / whitening[j * dim + j] : sum * length;
        }
    }
}
