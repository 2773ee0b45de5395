package org.fastlabel.goldennoise.analysis;

import de.javagl.tsne.Tsne;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import tagbio.umap.Umap;

/**
 * Points of many dimensions laid out in the plane, so that neighbours stay neighbours: t-SNE (van der Maaten and Hinton 2008, with trees after
 * Barnes and Hut) and UMAP (McInnes, Healy and Melville 2018). The same rows give the same map.
 */
final class Maps {

    /** Fewer points make no map. */
    static final int LEAST = 12;
    /** Dimensions that are left by principal components before the layout, as is usual. */
    private static final int COMPONENTS = 50;
    private static final double PERPLEXITY = 30;
    private static final int TSNE_ROUNDS = 1000;
    private static final int NEIGHBOURS = 15;
    private static final int SEED = 20;

    private Maps() {
    }

    /**
     * What a layout starts from: principal components. Rows that are equal are set apart by next to nothing, since the libraries expect that no
     * two are.
     *
     * @param rows at least {@link #LEAST}, all of one length
     */
    static double[][] reduced(float[][] rows) {
        double[][] reduced = Pca.project(rows, COMPONENTS);
        double size = Arrays.stream(reduced).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
        RandomGenerator random = new SplittableRandom(SEED);
        for (double[] row : reduced) {
            for (int d = 0; d < row.length; d++) {
                row[d] += 1e-6 * Math.max(size, 1) * random.nextGaussian();
            }
        }
        return reduced;
    }

    /** @return x and y of each row @throws CancellationException when {@code cancelled} said so */
    static double[][] tsne(double[][] rows, BooleanSupplier cancelled) {
        Tsne tsne = new Tsne();
        tsne.setInitialDims(rows[0].length);
        tsne.setPerplexity(Math.min(PERPLEXITY, (rows.length - 2) / 3.0));
        tsne.setMaxIterations(TSNE_ROUNDS);
        tsne.setRandomSeed(SEED);
        tsne.setMessageConsumer(null);
        tsne.setProgressConsumer(progress -> stop(cancelled));
        return tsne.run(Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new));
    }

    /** @return x and y of each row */
    static double[][] umap(double[][] rows, BooleanSupplier cancelled) {
        stop(cancelled);
        Umap umap = new Umap();
        umap.setNumberNearestNeighbours(Math.min(NEIGHBOURS, rows.length - 2));
        umap.setSeed(SEED);
        umap.setThreads(1);
        return umap.fitTransform(rows);
    }

    private static void stop(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }
}
