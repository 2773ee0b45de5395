package org.fastlabel.clip.training;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Random;

/** What is behind the things of {@link Drawings}: textures in any two colours, and scenes. */
final class Ground {

    static final List<String> NAMES = List.of("plain", "gradient", "stripes", "dots", "checks", "waves", "noise",
            "beach", "mountains", "night", "meadow", "city");
    private static final int SIDE = Drawings.SIDE;

    private Ground() {
    }

    static void paint(Graphics2D g, String name, Random random) {
        Color one = any(random);
        Color two = far(one, random);
        fill(g, one, 0, 0, SIDE, SIDE);
        switch (name) {
            case "plain":
                break;
            case "gradient":
                g.setPaint(new GradientPaint(random.nextInt(SIDE), random.nextInt(20), one, random.nextInt(SIDE),
                        44 + random.nextInt(20), two));
                g.fillRect(0, 0, SIDE, SIDE);
                break;
            case "stripes", "dots", "checks", "waves":
                g.setColor(two);
                AffineTransform before = g.getTransform();
                g.rotate(random.nextDouble() * Math.PI, SIDE / 2.0, SIDE / 2.0);
                pattern(g, name, 5 + random.nextDouble() * 7);
                g.setTransform(before);
                break;
            case "noise":
                for (int i = 0; i < SIDE * SIDE / 4; i++) {
                    fill(g, Drawings.varied(one, 90, random), i % (SIDE / 2) * 2, i / (SIDE / 2) * 2, 2, 2);
                }
                break;
            default:
                scene(g, name, random);
        }
    }

    private static void pattern(Graphics2D g, String name, double period) {
        for (double y = -SIDE; y < 2 * SIDE; y += period) {
            if (name.equals("stripes")) {
                g.fill(new Rectangle2D.Double(-SIDE, y, 3 * SIDE, period / 2));
            } else if (name.equals("waves")) {
                g.draw(wave(y, period));
            } else {
                long row = Math.round(y / period);
                for (double x = -SIDE; x < 2 * SIDE; x += period) {
                    if (name.equals("dots")) {
                        g.fill(new Ellipse2D.Double(x, y, period * 0.55, period * 0.55));
                    } else if ((Math.round(x / period) + row) % 2 == 0) {
                        g.fill(new Rectangle2D.Double(x, y, period, period));
                    }
                }
            }
        }
    }

    private static Path2D wave(double y, double period) {
        Path2D wave = new Path2D.Double();
        wave.moveTo(-SIDE, y);
        for (double x = -SIDE; x < 2 * SIDE; x += 2) {
            wave.lineTo(x, y + period * 0.4 * Math.sin(x * 2 * Math.PI / (period * 1.8)));
        }
        return wave;
    }

    private static void scene(Graphics2D g, String name, Random random) {
        int horizon = 28 + random.nextInt(18);
        fill(g, Drawings.varied(name.equals("night") ? new Color(20, 20, 55) : new Color(150, 200, 240), 20, random), 0, 0, SIDE, SIDE);
        switch (name) {
            case "beach":
                fill(g, Drawings.varied(new Color(40, 110, 180), 25, random), 0, horizon, SIDE, SIDE);
                fill(g, Drawings.varied(new Color(230, 205, 150), 20, random), 0, horizon + 8 + random.nextInt(6), SIDE, SIDE);
                break;
            case "mountains":
                for (int i = 0; i < 5; i++) {
                    g.setColor(Drawings.varied(new Color(105, 105, 120), 35, random));
                    int peak = random.nextInt(SIDE);
                    g.fillPolygon(new int[] {peak, peak + 26, peak - 26}, new int[] {8 + random.nextInt(24), SIDE, SIDE}, 3);
                }
                break;
            case "night":
                for (int i = 0; i < 25; i++) {
                    fill(g, new Color(235, 235, 190), random.nextInt(SIDE), random.nextInt(SIDE), 1, 1);
                }
                break;
            case "meadow":
                fill(g, Drawings.varied(new Color(80, 165, 60), 25, random), 0, horizon, SIDE, SIDE);
                for (int i = 0; i < 30; i++) {
                    fill(g, any(random), random.nextInt(SIDE), horizon + 3 + random.nextInt(SIDE), 2, 2);
                }
                break;
            default:
                for (int x = 0; x < SIDE; x += 9) {
                    int roof = 10 + random.nextInt(34);
                    fill(g, Drawings.varied(new Color(110, 100, 100), 45, random), x, roof, 8, SIDE);
                    for (int y = roof + 3; y < SIDE; y += 5) {
                        fill(g, new Color(250, 235, 150), x + 2, y, 2, 2);
                        fill(g, new Color(250, 235, 150), x + 5, y, 2, 2);
                    }
                }
        }
    }

    private static void fill(Graphics2D g, Color color, int x, int y, int width, int height) {
        g.setColor(color);
        g.fillRect(x, y, width, height);
    }

    private static Color any(Random random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    /** Another colour that can be told from this one. */
    private static Color far(Color one, Random random) {
        Color two = any(random);
        while (Math.abs(two.getRed() - one.getRed()) + Math.abs(two.getGreen() - one.getGreen())
                + Math.abs(two.getBlue() - one.getBlue()) < 150) {
            two = any(random);
        }
        return two;
    }
}
