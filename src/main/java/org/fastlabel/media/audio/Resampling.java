package org.fastlabel.media.audio;

/** Stretches and squeezes tables of numbers along their rows. */
final class Resampling {

    private Resampling() {
    }

    /**
     * Another number of rows over the same length: means where rows are squeezed, straight lines between them where they are stretched.
     *
     * @param table {@code [rows][width]} in one array
     * @return {@code [wanted][width]} in one array
     */
    static float[] rows(float[] table, int rows, int width, int wanted) {
        return rows >= wanted ? means(table, rows, width, wanted) : lines(table, rows, width, wanted);
    }

    /** Rows that straddle a border count in parts; also right when there are fewer than wanted: then they repeat. */
    static float[] means(float[] table, int rows, int width, int wanted) {
        float[] out = new float[wanted * width];
        double step = (double) rows / wanted;
        for (int o = 0; o < wanted; o++) {
            double from = o * step;
            double to = o == wanted - 1 ? rows : from + step;
            for (int row = (int) from; row < Math.min(rows, to); row++) {
                float share = (float) ((Math.min(to, row + 1) - Math.max(from, row)) / step);
                for (int i = 0; i < width; i++) {
                    out[o * width + i] += share * table[row * width + i];
                }
            }
        }
        return out;
    }

    private static float[] lines(float[] table, int rows, int width, int wanted) {
        float[] out = new float[wanted * width];
        for (int o = 0; o < wanted; o++) {
            double at = Math.max(0, Math.min(rows - 1, (o + 0.5) * rows / wanted - 0.5));
            int low = (int) at;
            int high = Math.min(rows - 1, low + 1);
            float share = (float) (at - low);
            for (int i = 0; i < width; i++) {
                out[o * width + i] = table[low * width + i] * (1 - share) + table[high * width + i] * share;
            }
        }
        return out;
    }
}
