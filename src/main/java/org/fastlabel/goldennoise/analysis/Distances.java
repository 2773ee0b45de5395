package org.fastlabel.goldennoise.analysis;

/** Euclidean distances between all of some rows, and how well clusters keep theirs together. */
final class Distances {

    private final float[][] between;

    Distances(double[][] rows) {
        between = new float[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                between[i][j] = (float) Math.sqrt(KMeans.square(rows[i], rows[j]));
                between[j][i] = between[i][j];
            }
        }
    }

    float[] from(int row) {
        return between[row];
    }

    /** Rousseeuw's mean silhouette (1987), -1 to 1; a row that is alone in its cluster counts as 0. @param cluster of each row, below {@code k} */
    double silhouette(int[] cluster, int k) {
        int[] size = new int[k];
        for (int c : cluster) {
            size[c]++;
        }
        double sum = 0;
        for (int i = 0; i < cluster.length; i++) {
            double[] to = new double[k];
            for (int j = 0; j < cluster.length; j++) {
                to[cluster[j]] += between[i][j];
            }
            double other = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                if (c != cluster[i] && size[c] > 0) {
                    other = Math.min(other, to[c] / size[c]);
                }
            }
            if (size[cluster[i]] > 1 && other < Double.POSITIVE_INFINITY) {
                double own = to[cluster[i]] / (size[cluster[i]] - 1);
                sum += (other - own) / Math.max(Math.max(own, other), 1e-12);
            }
        }
        return sum / cluster.length;
    }
}
