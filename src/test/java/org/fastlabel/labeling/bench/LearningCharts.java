package org.fastlabel.labeling.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws learning curves, one chart per data set, into one picture. */
final class LearningCharts {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 520;

    private final List<XYChart> charts = new ArrayList<>();

    void add(String title, String measure, Map<String, LearningCurve> curves) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle("labels").yAxisTitle(measure).build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideSE).setLegendVisible(charts.isEmpty())
                .setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setXAxisTickMarkSpacingHint(100);
        curves.forEach((name, curve) -> chart.addSeries(name, Arrays.stream(curve.labels()).asDoubleStream().toArray(),
                Arrays.stream(curve.labels()).mapToDouble(curve::mean).toArray()).setMarker(SeriesMarkers.NONE));
        charts.add(chart);
    }

    void write(Path file) throws IOException {
        int rows = (charts.size() + 1) / 2;
        BufferedImage all = new BufferedImage(2 * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        for (int i = 0; i < charts.size(); i++) {
            graphics.drawImage(BitmapEncoder.getBufferedImage(charts.get(i)), i % 2 * WIDTH, i / 2 * HEIGHT, null);
        }
        graphics.dispose();
        Files.createDirectories(file.getParent());
        ImageIO.write(all, "png", file.toFile());
    }
}
