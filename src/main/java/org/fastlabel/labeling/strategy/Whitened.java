package org.fastlabel.labeling.strategy;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.WeakHashMap;
import java.util.stream.IntStream;
import org.fastlabel.embedding.EmbeddingMatrix;

/**
 * Items in the main directions of their own data set, each direction stretched to about the same spread, at unit length. Embeddings
 * vary most in what the model was trained to tell, which need not be what somebody wants to label; here a smile counts for as
 * much as the background. And with fewer numbers per item, clustering is quick.
 */
final class Whitened {

    /** Directions kept. */
    private static final int DIRECTIONS = 64;
    /** Rows that the directions are taken from. */
    private static final int SAMPLE = 1024;
    private static final int ITERATIONS = 8;
    /** Added to all variances, as a share of their mean, so that what hardly varies, and may be noise, is not blown up. */
    private static final double RIDGE = 0.1;
    /** Found once for each matrix, and anew when more of it is embedded. */
    private static final Map<EmbeddingMatrix, Whitened> KNOWN = new WeakHashMap<>();

    private final int ready;
    private final long changes;
    private final int dim;
    private final int kept;
    /** {@code kept * dim}: an item's coordinates are its products with these, less the offsets. */
    private final float[] vectors;
    private final float[] offset;

    private Whitened(EmbeddingMatrix matrix, int[] ready, long changes) {
        this.ready = ready.length;
        this.changes = changes;
        dim = matrix.dim();
        int n = Math.min(SAMPLE, ready.length);
        float[] sample = matrix.gather(IntStream.range(0, n).map(i -> ready[(int) ((long) i * ready.length / n)]).toArray());
        float[] mean = centre(sample, dim);
        double[][] directions = directions(covariance(sample, dim), Math.min(DIRECTIONS, dim));
        kept = directions.length;
        vectors = new float[kept * dim];
        offset = new float[kept];
        for (int q = 0; q < kept; q++) {
            for (int d = 0; d < dim; d++) {
                vectors[q * dim + d] = (float) directions[q][d];
                offset[q] += vectors[q * dim + d] * mean[d];
            }
        }
    }

    private static Whitened of(EmbeddingMatrix matrix) {
        long changes = matrix.changes();
        int[] ready = IntStream.range(0, matrix.rows()).filter(matrix::ready).toArray();
        synchronized (KNOWN) {
            Whitened known = KNOWN.get(matrix);
            if (known == null || known.ready != ready.length || known.changes != changes) {
                known = new Whitened(matrix, ready, changes);
                KNOWN.put(matrix, known);
            }
            return known;
        }
    }

    /**
     * Many items of a data set, through products of the whole matrix.
     *
     * @param ids of items with an embedding
     * @return one row of at most {@value #DIRECTIONS} values per id, in the order of the ids; of unit length, or zeros for an
     *         item that is the mean of all
     */
    static Rows rows(EmbeddingMatrix matrix, int[] ids) {
        Whitened whitened = of(matrix);
        float[] products = matrix.products(whitened.vectors, whitened.kept);
        float[] values = new float[ids.length * whitened.kept];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(products, ids[i] * whitened.kept, values, i * whitened.kept, whitened.kept);
        }
        return whitened.unit(values);
    }

    /** The same for few items. */
    static Rows few(EmbeddingMatrix matrix, int[] ids) {
        Whitened whitened = of(matrix);
        Rows raw = new Rows(matrix.gather(ids), whitened.dim);
        float[] values = new float[ids.length * whitened.kept];
        for (int i = 0; i < values.length; i++) {
            values[i] = raw.dot(i / whitened.kept, whitened.vectors, i % whitened.kept);
        }
        return whitened.unit(values);
    }

    private Rows unit(float[] values) {
        for (int from = 0; from < values.length; from += kept) {
            double square = 0;
            for (int q = 0; q < kept; q++) {
                values[from + q] -= offset[q];
                square += values[from + q] * values[from + q];
            }
            float scale = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
            for (int q = 0; q < kept; q++) {
                values[from + q] *= scale;
            }
        }
        return new Rows(values, kept);
    }

    /** Takes the mean off all rows. @return the mean */
    private static float[] centre(float[] rows, int dim) {
        float[] mean = new float[dim];
        float share = (float) dim / rows.length;
        for (int i = 0; i < rows.length; i++) {
            mean[i % dim] += share * rows[i];
        }
        for (int i = 0; i < rows.length; i++) {
            rows[i] -= mean[i % dim];
        }
        return mean;
    }

    private static float[][] covariance(float[] rows, int dim) {
        float[][] sums = new float[dim][dim];
        float share = (float) dim / rows.length;
        for (int from = 0; from < rows.length; from += dim) {
            for (int a = 0; a < dim; a++) {
                float x = rows[from + a] * share;
                for (int b = 0; b < dim; b++) {
                    sums[a][b] += x * rows[from + b];
                }
            }
        }
        return sums;
    }

    /**
     * Vectors along which the data has variance one and no correlation, spanning the directions of most variance, which subspace
     * iteration finds. Which basis of that space they are makes no difference to distances.
     */
    private static double[][] directions(float[][] covariance, int count) {
        int dim = covariance.length;
        SplittableRandom random = new SplittableRandom(1);
        double[][] basis = new double[count][dim];
        for (double[] vector : basis) {
            for (int d = 0; d < dim; d++) {
                vector[d] = random.nextDouble() - 0.5;
            }
        }
        for (int i = 0; i < ITERATIONS; i++) {
            orthonormal(basis);
            for (int q = 0; q < count; q++) {
                basis[q] = times(covariance, basis[q]);
            }
        }
        orthonormal(basis);
        return uncorrelated(basis, covariance);
    }

    private static double[] times(float[][] matrix, double[] vector) {
        double[] out = new double[vector.length];
        for (int d = 0; d < vector.length; d++) {
            double x = vector[d];
            for (int i = 0; i < out.length; i++) {
                out[i] += x * matrix[d][i];
            }
        }
        return out;
    }

    /** Gram and Schmidt; a vector that depends on those before it becomes zero. */
    private static void orthonormal(double[][] basis) {
        for (int q = 0; q < basis.length; q++) {
            double before = Math.sqrt(dot(basis[q], basis[q]));
            for (int r = 0; r < q; r++) {
                add(basis[q], -dot(basis[q], basis[r]), basis[r]);
            }
            double length = Math.sqrt(dot(basis[q], basis[q]));
            double scale = length > 1e-7 * before ? 1 / length : 0;
            for (int d = 0; d < basis[q].length; d++) {
                basis[q][d] *= scale;
            }
        }
    }

    /** Turns orthonormal vectors into uncorrelated ones of variance one: Gram and Schmidt again, by the covariance's product. */
    private static double[][] uncorrelated(double[][] basis, float[][] covariance) {
        double[][] images = new double[basis.length][];
        double total = 0;
        for (int q = 0; q < basis.length; q++) {
            images[q] = times(covariance, basis[q]);
            total += dot(basis[q], images[q]);
        }
        double ridge = RIDGE * total / basis.length;
        for (int q = 0; q < basis.length; q++) {
            add(images[q], ridge, basis[q]);
            for (int r = 0; r < q; r++) {
                double shared = dot(basis[q], images[r]);
                add(basis[q], -shared, basis[r]);
                add(images[q], -shared, images[r]);
            }
            double variance = dot(basis[q], images[q]);
            double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
            for (int d = 0; d < basis[q].length; d++) {
                basis[q][d] *= scale;
                images[q][d] *= scale;
            }
        }
        return basis;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] vector) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
        }
    }
}
