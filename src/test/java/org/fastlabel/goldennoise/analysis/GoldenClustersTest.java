package org.fastlabel.goldennoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GoldenClustersTest {

    /** scikit-learn's silhouette_score. */
    @Test
    void silhouetteAgreesWithScikitLearn() {
        double[][] rows = MapsTest.lattice();
        assertEquals(-0.14261387306743278, new Distances(rows).silhouette(IntStream.range(0, 20).map(i -> i % 3).toArray(), 3), 1e-6);
    }

    @Test
    void centresAreFound() {
        RandomGenerator random = new SplittableRandom(3);
        double[][] rows = IntStream.range(0, 300).mapToObj(i -> new double[] {10 * (i % 3) + random.nextGaussian(), random.nextGaussian()})
                .toArray(double[][]::new);
        double[] found = Arrays.stream(KMeans.centres(rows, 3, random)).mapToDouble(c -> c[0]).sorted().toArray();
        assertEquals(0, found[0], 0.3);
        assertEquals(10, found[1], 0.3);
        assertEquals(20, found[2], 0.3);
    }

    /** Golden seeds in two knots, the others all over the place. */
    @Test
    void seesThatGoldenSeedsLieTogether() {
        RandomGenerator random = new SplittableRandom(5);
        Cells cells = Planted.fresh(50, 8, i -> i % 4 == 0);
        double[][] rows = IntStream.range(0, 400).mapToObj(i -> IntStream.range(0, 6)
                .mapToDouble(d -> (i % 4 == 0 ? (i % 8 == 0 ? 2.5 : -2.5) + 0.5 * random.nextGaussian() : 2.5 * random.nextGaussian())).toArray())
                .toArray(double[][]::new);
        GoldenClusters found = GoldenClusters.of(cells, rows, random, () -> false);
        assertEquals(2, found.k());
        assertTrue(found.p() <= 0.01 && found.silhouette() > found.silhouetteNull() + 0.2, found.toString());
        assertTrue(found.members().stream().allMatch(m -> m.golden() == 50), found.members().toString());
        assertEquals(400, found.members().stream().mapToInt(GoldenClusters.Member::shown).sum());
    }

    /** The whole search is repeated on random seeds, so that what it finds in nothing is nothing. */
    @Test
    void findsNothingInNoise() {
        RandomGenerator random = new SplittableRandom(6);
        int significant = 0;
        int regions = 0;
        for (int t = 0; t < 20; t++) {
            Cells cells = Planted.fresh(10, 10, i -> random.nextInt(3) == 0);
            double[][] rows = IntStream.range(0, 100).mapToObj(i -> random.doubles(8).map(u -> random.nextGaussian()).toArray())
                    .toArray(double[][]::new);
            GoldenClusters found = GoldenClusters.of(cells, rows, random, () -> false);
            significant += found.p() <= 0.1 ? 1 : 0;
            regions += found.members().stream().anyMatch(m -> m.p() <= 0.1) ? 1 : 0;
        }
        assertTrue(significant <= 6, significant + " of 20");
        assertTrue(regions <= 6, regions + " of 20");
    }

    @Test
    void tooFewGoldenSeedsMakeNoClusters() {
        assertNull(GoldenClusters.of(Planted.fresh(5, 8, i -> i % 8 == 0), new double[40][3], new SplittableRandom(1), () -> false));
    }
}
