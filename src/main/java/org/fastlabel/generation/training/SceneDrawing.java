package org.fastlabel.generation.training;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.fastlabel.clip.training.Drawings;
import org.fastlabel.clip.training.Outline;
import org.fastlabel.dataset.sample.GroupPortrait;
import org.fastlabel.dataset.sample.GroupPortrait.Person;
import org.fastlabel.dataset.sample.Portrait;
import org.fastlabel.dataset.sample.Portrait.Beard;
import org.fastlabel.dataset.sample.Portrait.Eyewear;
import org.fastlabel.dataset.sample.Portrait.HairColor;
import org.fastlabel.dataset.sample.Portrait.Hat;
import org.fastlabel.generation.truth.Slot;
import org.fastlabel.generation.truth.Wish.Kind;
import org.fastlabel.media.image.Raster;

/** Draws a {@link Scene}, 64×64: people as the sample's portraits, things as the drawings that the embedded CLIP model knows. Stateless. */
final class SceneDrawing {

    static final int SIDE = 64;
    /** How far a shade may be from the middle of its colour, each channel, 0 to 255. */
    private static final int SHADE = 18;

    private SceneDrawing() {
    }

    static Raster draw(Scene scene) {
        Random random = new Random(scene.seed());
        Color ground = shade(scene.facts().get("background"), random);
        if (scene.kind() == Kind.PORTRAIT) {
            return people(scene, List.of("one"), ground, random);
        } else if (scene.kind() == Kind.PAIR) {
            return people(scene, List.of("left", "right"), ground, random);
        }
        return things(scene, ground, random);
    }

    private static Raster people(Scene scene, List<String> names, Color wall, Random random) {
        List<Person> people = new ArrayList<>();
        for (String who : names) {
            String hat = scene.facts().get(who + ".hat");
            boolean bare = hat.equals(Slot.NONE);
            people.add(new Person(new Portrait(random.nextLong(), is(scene, who + ".mood", "smiling"),
                    is(scene, who + ".glasses", Slot.NO) ? Eyewear.NONE : random.nextInt(4) == 0 ? Eyewear.DARK : Eyewear.CLEAR,
                    is(scene, who + ".beard", Slot.NO) ? Beard.NONE : Beard.FULL,
                    bare ? Hat.NONE : Hat.values()[1 + random.nextInt(3)],
                    HairColor.valueOf(scene.facts().get(who + ".hair").toUpperCase(Locale.ROOT)),
                    is(scene, who + ".gender", "woman"), false), bare ? null : rgb(shade(hat, random))));
        }
        return GroupPortrait.draw(SIDE, people, rgb(wall));
    }

    private static boolean is(Scene scene, String slot, String answer) {
        return scene.facts().get(slot).equals(answer);
    }

    private static Raster things(Scene scene, Color ground, Random random) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(ground);
        g.fillRect(0, 0, SIDE, SIDE);
        int number = Slot.NUMBERS.indexOf(scene.facts().get("number")) + 1;
        boolean two = scene.kind() == Kind.RELATION;
        List<double[]> places = two ? sides(is(scene, "arrangement", "beside"), random) : places(number, random);
        String shape = all(scene, "shape", Slot.SHAPES, random);
        String color = all(scene, "color", Slot.COLORS, random);
        Color paint = shade(color, random);
        for (int i = 0; i < number; i++) {
            boolean odd = i == number - 1;
            String which = i == 0 ? "first" : "second";
            String outline = two ? scene.facts().get(which + ".shape")
                    : odd && is(scene, "shape", Slot.MIXED) ? other(Slot.SHAPES, shape, random) : shape;
            Color own = two ? shade(scene.facts().get(which + ".color"), random)
                    : odd && is(scene, "color", Slot.MIXED) ? shade(oddColor(scene, color, random), random) : paint;
            thing(g, outline, own, places.get(i), random);
        }
        g.dispose();
        return raster(image);
    }

    /** The shape or colour of most of the things. */
    private static String all(Scene scene, String slot, List<String> options, Random random) {
        String said = scene.facts().get(slot);
        return !said.equals(Slot.MIXED) ? said
                : slot.equals("color") ? Scene.another(scene.facts().get("background"), random) : Scene.pick(options, random);
    }

    private static String oddColor(Scene scene, String but, Random random) {
        String found = other(Slot.COLORS, but, random);
        return found.equals(scene.facts().get("background")) ? oddColor(scene, but, random) : found;
    }

    private static String other(List<String> options, String but, Random random) {
        String found = Scene.pick(options, random);
        return found.equals(but) ? other(options, but, random) : found;
    }

    private static void thing(Graphics2D g, String shape, Color color, double[] place, Random random) {
        AffineTransform at = AffineTransform.getTranslateInstance(place[0], place[1]);
        at.rotate(around(0.2, random));
        at.scale(place[2], place[2]);
        java.awt.Shape outline = at.createTransformedShape(Outline.of(shape));
        g.setColor(color);
        g.fill(outline);
        g.setColor(0.3 * color.getRed() + 0.6 * color.getGreen() + 0.1 * color.getBlue() > 90 ? new Color(25, 25, 25)
                : new Color(225, 225, 225));
        g.draw(outline);
    }

    /** Centres and half sizes of two things, the left or the upper one first. */
    private static List<double[]> sides(boolean beside, Random random) {
        List<double[]> places = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            double along = SIDE * (0.26 + 0.48 * i) + around(2.5, random);
            double across = SIDE / 2.0 + around(5, random);
            double half = SIDE * (0.15 + 0.05 * random.nextDouble());
            places.add(new double[] {beside ? along : across, beside ? across : along, half});
        }
        return places;
    }

    /** Up to four in the quarters of the picture, a fifth in the middle; one alone anywhere. */
    private static List<double[]> places(int number, Random random) {
        List<double[]> places = new ArrayList<>();
        if (number == 1) {
            double half = SIDE * (0.2 + 0.1 * random.nextDouble());
            places.add(new double[] {SIDE / 2.0 + around(8, random), SIDE / 2.0 + around(8, random), half});
            return places;
        }
        List<Integer> cells = new ArrayList<>(List.of(0, 1, 2, 3));
        Collections.shuffle(cells, random);
        double half = SIDE * (number == 5 ? 0.12 + 0.02 * random.nextDouble() : 0.14 + 0.04 * random.nextDouble());
        double reach = number == 5 ? 0.3 : 0.25;
        for (int i = 0; i < Math.min(number, 4); i++) {
            places.add(new double[] {SIDE * (0.5 + reach * (cells.get(i) % 2 * 2 - 1)) + around(1.5, random),
                SIDE * (0.5 + reach * (cells.get(i) / 2 * 2 - 1)) + around(1.5, random), half});
        }
        if (number == 5) {
            places.add(new double[] {SIDE / 2.0 + around(1.5, random), SIDE / 2.0 + around(1.5, random), half});
        }
        return places;
    }

    private static double around(double most, Random random) {
        return (2 * random.nextDouble() - 1) * most;
    }

    private static Color shade(String color, Random random) {
        return Drawings.varied(Drawings.color(color), SHADE, random);
    }

    private static float[] rgb(Color color) {
        return new float[] {color.getRed(), color.getGreen(), color.getBlue()};
    }

    private static Raster raster(BufferedImage image) {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int pixel = image.getRGB(i % SIDE, i / SIDE);
            for (int c = 0; c < 3; c++) {
                rgb[i * 3 + c] = (byte) (pixel >> 16 - 8 * c);
            }
        }
        return new Raster(SIDE, SIDE, rgb);
    }
}
