package org.fastlabel.clip.training;

import java.util.List;
import org.fastlabel.media.image.PillowResize;
import org.fastlabel.media.image.Raster;

/**
 * A histogram of colours and histograms of oriented gradients (Dalal and Triggs 2005) at 48×48: cells of 8 pixels, nine directions without
 * sign, blocks of two by two cells of unit length. Stateless: safe from any thread.
 */
final class ColorHog implements Features {

    static final int LEVELS = 4;
    static final int COLORS = LEVELS * LEVELS * LEVELS;
    private static final int SIDE = 48;
    private static final int CELL = 8;
    private static final int CELLS = SIDE / CELL;
    static final int DIRECTIONS = 9;
    private static final int BLOCK = 4 * DIRECTIONS;
    static final int DIM = COLORS + (CELLS - 1) * (CELLS - 1) * BLOCK;

    @Override
    public float[][] of(List<Raster> pictures) {
        return pictures.parallelStream().map(ColorHog::describe).toArray(float[][]::new);
    }

    private static float[] describe(Raster picture) {
        byte[] rgb = PillowResize.resize(picture, SIDE, SIDE).rgb();
        float[] row = new float[DIM];
        float[] grey = new float[SIDE * SIDE];
        for (int i = 0; i < grey.length; i++) {
            int color = 0;
            for (int c = 0; c < 3; c++) {
                int value = rgb[i * 3 + c] & 0xFF;
                grey[i] += value / 3f;
                color = color * LEVELS + value * LEVELS / 256;
            }
            row[color] += 1f / grey.length;
        }
        blocks(cells(grey), row);
        return row;
    }

    /** The strength of the gradients of each cell by direction; each gradient is shared out between the two nearest directions. */
    private static float[] cells(float[] grey) {
        float[] cells = new float[CELLS * CELLS * DIRECTIONS];
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                float dx = grey[y * SIDE + x + 1] - grey[y * SIDE + x - 1];
                float dy = grey[(y + 1) * SIDE + x] - grey[(y - 1) * SIDE + x];
                double strength = Math.sqrt(dx * dx + dy * dy);
                double place = (Math.atan2(dy, dx) / Math.PI + 1) * DIRECTIONS;
                int low = (int) place;
                float share = (float) (place - low);
                int at = (y / CELL * CELLS + x / CELL) * DIRECTIONS;
                cells[at + low % DIRECTIONS] += (float) strength * (1 - share);
                cells[at + (low + 1) % DIRECTIONS] += (float) strength * share;
            }
        }
        return cells;
    }

    private static void blocks(float[] cells, float[] row) {
        int at = COLORS;
        for (int y = 0; y < CELLS - 1; y++) {
            for (int x = 0; x < CELLS - 1; x++) {
                for (int part = 0; part < 4; part++) {
                    int cell = (y + part / 2) * CELLS + x + part % 2;
                    System.arraycopy(cells, cell * DIRECTIONS, row, at + part * DIRECTIONS, DIRECTIONS);
                }
                double square = 1;
                for (int d = at; d < at + BLOCK; d++) {
                    square += row[d] * row[d];
                }
                for (int d = at; d < at + BLOCK; d++) {
                    row[d] /= (float) Math.sqrt(square);
                }
                at += BLOCK;
            }
        }
    }
}
