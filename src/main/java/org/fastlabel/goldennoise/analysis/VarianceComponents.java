package org.fastlabel.goldennoise.analysis;

/**
 * How much of the variance of a value belongs to its row, to its column, and to neither: the model <i>value = mean + row + column +
 * rest</i> with random effects, estimated by moments in the manner of Henderson's method I (Searle, Casella and McCulloch, <i>Variance
 * Components</i>, 1992, section 5.3), which holds for tables with empty fields and for any distribution. The rest is the interaction of row
 * and column together with chance, which one judgement per cell cannot tell apart. Each component is unbiased, and so may come out below 0.
 */
public record VarianceComponents(double row, double column, double rest) {

    /**
     * @param values       one per cell
     * @param row          index of each cell's row, below {@code rows}
     * @param column       likewise
     * @param rowWeight    how often each row is taken to be there: 1, or what a bootstrap drew; a row drawn twice is the same row, and its
     *                     cells' chance is the same too
     * @param columnWeight likewise
     * @return all NaN where the cells do not determine them
     */
    static VarianceComponents of(double[] values, int[] row, int[] column, double[] rowWeight, double[] columnWeight) {
        int rows = rowWeight.length;
        int columns = columnWeight.length;
        double[] wr = new double[rows];
        double[] wc = new double[columns];
        double[] yr = new double[rows];
        double[] yc = new double[columns];
        double[] squareOfRow = new double[rows];
        double[] squareOfColumn = new double[columns];
        double w = 0;
        double y = 0;
        double total = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double weight = rowWeight[row[i]] * columnWeight[column[i]];
            wr[row[i]] += weight;
            wc[column[i]] += weight;
            yr[row[i]] += weight * values[i];
            yc[column[i]] += weight * values[i];
            squareOfRow[row[i]] += weight * weight;
            squareOfColumn[column[i]] += weight * weight;
            w += weight;
            y += weight * values[i];
            total += weight * values[i] * values[i];
            squares += weight * weight;
        }
        // Uncorrected sums of squares of the row means, the column means and the mean, and what each component adds to them.
        double byRow = 0;
        double byColumn = 0;
        double columnInRow = 0;
        double rowInColumn = 0;
        double rowInMean = 0;
        double columnInMean = 0;
        for (int r = 0; r < rows; r++) {
            if (wr[r] > 0) {
                byRow += yr[r] * yr[r] / wr[r];
                columnInRow += squareOfRow[r] / wr[r];
                rowInMean += wr[r] * wr[r] / w;
            }
        }
        for (int c = 0; c < columns; c++) {
            if (wc[c] > 0) {
                byColumn += yc[c] * yc[c] / wc[c];
                rowInColumn += squareOfColumn[c] / wc[c];
                columnInMean += wc[c] * wc[c] / w;
            }
        }
        double mean = y * y / w;
        double restInMean = squares / w;
        double[] solved = solve(new double[][] {
            {w - rowInMean, columnInRow - columnInMean, columnInRow - restInMean, byRow - mean},
            {rowInColumn - rowInMean, w - columnInMean, rowInColumn - restInMean, byColumn - mean},
            {w - rowInMean, w - columnInMean, w - restInMean, total - mean}});
        return new VarianceComponents(solved[0], solved[1], solved[2]);
    }

    /** Gauss's elimination with pivots, of three equations. */
    private static double[] solve(double[][] a) {
        int n = a.length;
        double size = Math.abs(a[n - 1][n - 1]);
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] swapped = a[k];
            a[k] = a[pivot];
            a[pivot] = swapped;
            if (!(Math.abs(a[k][k]) > 1e-9 * size)) {
                return new double[] {Double.NaN, Double.NaN, Double.NaN};
            }
            for (int i = k + 1; i < n; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k; j <= n; j++) {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }
        double[] x = new double[n];
        for (int k = n - 1; k >= 0; k--) {
            x[k] = a[k][n];
            for (int j = k + 1; j < n; j++) {
                x[k] -= a[k][j] * x[j];
            }
            x[k] /= a[k][k];
        }
        return x;
    }

    /** Share of the row, the column and the rest in their sum, estimates below 0 counting as 0. NaN where nothing varies. */
    double[] shares() {
        double r = Math.max(0, row);
        double c = Math.max(0, column);
        double e = Math.max(0, rest);
        return new double[] {r / (r + c + e), c / (r + c + e), e / (r + c + e)};
    }
}
