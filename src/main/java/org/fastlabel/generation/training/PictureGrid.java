package org.fastlabel.generation.training;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.fastlabel.media.image.Raster;

/** Pictures side by side in one file. */
final class PictureGrid {

    private static final int GAP = 3;
    private static final int BAR = 4;

    private PictureGrid() {
    }

    /** @param marks green bars below the pictures for which they are true, else grey ones */
    static void write(List<List<Raster>> rows, List<boolean[]> marks, Path file) throws IOException {
        int side = SceneDrawing.SIDE;
        BufferedImage grid = new BufferedImage(rows.get(0).size() * (side + GAP), rows.size() * (side + BAR + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = grid.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, grid.getWidth(), grid.getHeight());
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                byte[] rgb = rows.get(r).get(c).rgb();
                int x = c * (side + GAP);
                int y = r * (side + BAR + GAP);
                for (int i = 0; i < side * side; i++) {
                    grid.setRGB(x + i % side, y + i / side, (rgb[i * 3] & 255) << 16 | (rgb[i * 3 + 1] & 255) << 8 | rgb[i * 3 + 2] & 255);
                }
                g.setColor(marks.get(r)[c] ? new Color(30, 150, 60) : new Color(205, 205, 205));
                g.fillRect(x, y + side, side, BAR);
            }
        }
        g.dispose();
        ImageIO.write(grid, "png", file.toFile());
    }
}
