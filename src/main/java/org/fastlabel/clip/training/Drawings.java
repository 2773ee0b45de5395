package org.fastlabel.clip.training;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.fastlabel.media.image.Raster;

/**
 * Drawings without end: one to four things of one shape and colour before a texture or a scene. Each is a function of its number. Their
 * traits are {@code shape}, {@code color}, {@code count} and {@code ground}. Stateless: safe from any thread.
 */
public final class Drawings {

    static final int SIDE = 64;

    /** The middle of each colour's range, red, green, blue. */
    private static final Map<String, Color> COLORS = new LinkedHashMap<>();
    static final List<String> COUNTS = List.of("one", "two", "three", "four");

    static {
        COLORS.put("red", new Color(215, 35, 35));
        COLORS.put("orange", new Color(245, 140, 25));
        COLORS.put("yellow", new Color(245, 225, 50));
        COLORS.put("green", new Color(45, 150, 55));
        COLORS.put("blue", new Color(40, 80, 215));
        COLORS.put("purple", new Color(125, 45, 165));
        COLORS.put("pink", new Color(250, 150, 195));
        COLORS.put("brown", new Color(115, 70, 35));
        COLORS.put("black", new Color(20, 20, 20));
        COLORS.put("white", new Color(240, 240, 240));
    }

    private Drawings() {
    }

    static List<String> colors() {
        return List.copyOf(COLORS.keySet());
    }

    static PictureSet of(int first, int count) {
        return of(first, count, Outline.NAMES);
    }

    /** @param shapes names of {@link Outline} */
    static PictureSet of(int first, int count, List<String> shapes) {
        List<Subject> subjects = IntStream.range(first, first + count).mapToObj(n -> subject(n, shapes)).toList();
        return new PictureSet(subjects,
                IntStream.range(0, count).parallel().mapToObj(i -> draw(first + i, subjects.get(i).traits())).toList());
    }

    private static Subject subject(int number, List<String> shapes) {
        Random random = seeded(number);
        return Subject.drawing(Map.of("shape", Captions.pick(shapes, random), "color", Captions.pick(colors(), random),
                "count", random.nextBoolean() ? COUNTS.get(0) : Captions.pick(COUNTS, random),
                "ground", Captions.pick(Ground.NAMES, random)));
    }

    private static Raster draw(int number, Map<String, String> traits) {
        Random random = new Random(~seeded(number).nextLong());
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Ground.paint(g, traits.get("ground"), random);
        Color color = varied(COLORS.get(traits.get("color")), 25, random);
        int count = COUNTS.indexOf(traits.get("count")) + 1;
        for (double[] place : places(count, random)) {
            AffineTransform at = AffineTransform.getTranslateInstance(place[0], place[1]);
            at.rotate((random.nextDouble() - 0.5) * 0.5);
            at.scale(place[2] * (random.nextBoolean() ? 1 : -1), place[2]);
            java.awt.Shape outline = at.createTransformedShape(Outline.of(traits.get("shape")));
            g.setColor(color);
            g.fill(outline);
            g.setColor(luminance(color) > 90 ? new Color(25, 25, 25) : new Color(225, 225, 225));
            g.draw(outline);
        }
        g.dispose();
        return raster(image, random.nextInt(4) == 0 ? 6 + random.nextInt(14) : 0, random);
    }

    /** Centres and half sizes of things that do not touch: the cells of a grid of two by two, or the whole. */
    private static List<double[]> places(int count, Random random) {
        List<double[]> places = new ArrayList<>();
        if (count == 1) {
            double half = SIDE * (0.16 + 0.24 * random.nextDouble());
            double room = SIDE / 2.0 - half;
            places.add(new double[] {SIDE / 2.0 + around(room, random), SIDE / 2.0 + around(room, random), half});
            return places;
        }
        List<Integer> cells = new ArrayList<>(List.of(0, 1, 2, 3));
        double half = SIDE * (0.13 + 0.07 * random.nextDouble());
        for (int i = 0; i < count; i++) {
            int cell = cells.remove(random.nextInt(cells.size()));
            places.add(new double[] {SIDE * (cell % 2 * 0.5 + 0.25) + around(2.5, random),
                SIDE * (cell / 2 * 0.5 + 0.25) + around(2.5, random), half});
        }
        return places;
    }

    /** The middle of a colour's range, or null where there is no such name. */
    public static Color color(String name) {
        return COLORS.get(name);
    }

    /** @param most how far each channel may be from the given one */
    public static Color varied(Color c, int most, Random random) {
        return new Color(clamp(c.getRed() + around(most, random)), clamp(c.getGreen() + around(most, random)),
                clamp(c.getBlue() + around(most, random)));
    }

    private static double luminance(Color c) {
        return 0.3 * c.getRed() + 0.6 * c.getGreen() + 0.1 * c.getBlue();
    }

    private static double around(double most, Random random) {
        return (2 * random.nextDouble() - 1) * most;
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, value));
    }

    private static Raster raster(BufferedImage image, double noise, Random random) {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int pixel = image.getRGB(i % SIDE, i / SIDE);
            for (int c = 0; c < 3; c++) {
                rgb[i * 3 + c] = (byte) clamp((pixel >> 16 - 8 * c & 255) + (noise > 0 ? noise * random.nextGaussian() : 0));
            }
        }
        return new Raster(SIDE, SIDE, rgb);
    }

    private static Random seeded(int number) {
        return new Random(number * 0x9E3779B97F4A7C15L + 17);
    }
}
