package org.fastlabel.clip.training;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The outlines of what {@link Drawings} shows, each within the square from -1 to 1, y downwards. */
public final class Outline {

    static final List<String> NAMES = List.of("circle", "square", "triangle", "star", "heart", "cross", "ring", "arrow", "hexagon", "moon",
            "house", "tree", "flower", "fish", "cup", "mushroom", "key", "cloud");

    /** Never shown in training. */
    static final List<String> UNSEEN = List.of("bottle", "umbrella", "anchor", "hourglass", "lightning", "ladder");

    private static final Map<String, Shape> OUTLINES = Stream.concat(NAMES.stream(), UNSEEN.stream())
            .collect(Collectors.toMap(n -> n, n -> new Path2D.Double(make(n))));

    private Outline() {
    }

    public static Shape of(String name) {
        return OUTLINES.get(name);
    }

    private static Shape make(String name) {
        switch (name) {
            case "circle":
                return disc(0, 0, 1);
            case "square":
                return box(-0.9, -0.9, 1.8, 1.8);
            case "triangle":
                return polygon(0, -1, 1, 0.8, -1, 0.8);
            case "star":
                return star(5, 0.42, 1);
            case "heart":
                return union(disc(-0.45, -0.35, 0.5), disc(0.45, -0.35, 0.5), polygon(-0.9, -0.12, 0.9, -0.12, 0, 1));
            case "cross":
                return union(box(-0.3, -1, 0.6, 2), box(-1, -0.3, 2, 0.6));
            case "ring":
                return without(disc(0, 0, 1), disc(0, 0, 0.55));
            case "arrow":
                return polygon(-1, -0.3, 0.1, -0.3, 0.1, -0.8, 1, 0, 0.1, 0.8, 0.1, 0.3, -1, 0.3);
            case "hexagon":
                return star(3, 1, 1);
            case "moon":
                return without(disc(0, 0, 1), disc(0.5, -0.1, 0.85));
            default:
                return thing(name);
        }
    }

    private static Shape thing(String name) {
        switch (name) {
            case "house":
                return without(union(polygon(0, -1, 1, -0.1, -1, -0.1), box(-0.75, -0.1, 1.5, 1.1)), box(-0.2, 0.4, 0.4, 0.6));
            case "tree":
                return union(polygon(0, -1, 0.6, -0.2, -0.6, -0.2), polygon(0, -0.6, 0.8, 0.5, -0.8, 0.5), box(-0.15, 0.5, 0.3, 0.5));
            case "flower":
                Area petals = union(disc(0, -0.6, 0.36), disc(0.57, -0.19, 0.36), disc(0.35, 0.48, 0.36), disc(-0.35, 0.48, 0.36),
                        disc(-0.57, -0.19, 0.36));
                return without(petals, disc(0, 0, 0.25));
            case "fish":
                return without(union(new Ellipse2D.Double(-1, -0.5, 1.5, 1), polygon(0.3, 0, 1, -0.55, 1, 0.55)), disc(-0.65, -0.1, 0.1));
            case "cup":
                return union(polygon(-0.9, -0.7, 0.5, -0.7, 0.3, 0.9, -0.7, 0.9), without(disc(0.5, 0, 0.48), disc(0.5, 0, 0.26)));
            case "mushroom":
                return union(without(disc(0, 0, 1), box(-1, 0, 2, 1)), box(-0.3, 0, 0.6, 0.95));
            case "key":
                return union(without(disc(-0.55, 0, 0.45), disc(-0.55, 0, 0.2)), box(-0.15, -0.13, 1.15, 0.26), box(0.4, 0, 0.18, 0.45),
                        box(0.75, 0, 0.18, 0.45));
            case "cloud":
                return union(disc(-0.5, 0.15, 0.45), disc(0, -0.15, 0.55), disc(0.5, 0.15, 0.45), box(-0.5, 0.1, 1, 0.5));
            default:
                return unseen(name);
        }
    }

    private static Shape unseen(String name) {
        switch (name) {
            case "bottle":
                return union(box(-0.18, -1, 0.36, 0.7), polygon(-0.18, -0.45, 0.18, -0.45, 0.5, 0, -0.5, 0), box(-0.5, 0, 1, 1));
            case "umbrella":
                return union(without(disc(0, 0, 1), box(-1, 0, 2, 1)), box(-0.06, 0, 0.12, 0.9), box(-0.3, 0.8, 0.3, 0.12));
            case "anchor":
                return union(without(disc(0, -0.75, 0.25), disc(0, -0.75, 0.12)), box(-0.1, -0.5, 0.2, 1.4), box(-0.4, -0.35, 0.8, 0.15),
                        without(without(disc(0, 0.2, 0.8), disc(0, 0.2, 0.6)), box(-1, -1, 2, 1.2)));
            case "hourglass":
                return polygon(-0.7, -1, 0.7, -1, 0.08, 0, 0.7, 1, -0.7, 1, -0.08, 0);
            case "lightning":
                return polygon(0.3, -1, -0.6, 0.1, -0.05, 0.1, -0.3, 1, 0.6, -0.2, 0.05, -0.2);
            case "ladder":
                return union(box(-0.5, -1, 0.18, 2), box(0.32, -1, 0.18, 2), box(-0.5, -0.65, 1, 0.15), box(-0.5, -0.1, 1, 0.15),
                        box(-0.5, 0.45, 1, 0.15));
            default:
                throw new IllegalArgumentException(name);
        }
    }

    private static Area disc(double x, double y, double radius) {
        return new Area(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private static Area box(double x, double y, double width, double height) {
        return new Area(new Rectangle2D.Double(x, y, width, height));
    }

    /** @param points x and y in turn */
    private static Area polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return new Area(path);
    }

    /** Corners that lie in turn on the outer and on the inner circle. */
    private static Area star(int tips, double inner, double outer) {
        double[] points = new double[tips * 4];
        for (int i = 0; i < tips * 2; i++) {
            double radius = i % 2 == 0 ? outer : inner;
            points[i * 2] = radius * Math.sin(Math.PI * i / tips);
            points[i * 2 + 1] = -radius * Math.cos(Math.PI * i / tips);
        }
        return polygon(points);
    }

    private static Area union(Shape... parts) {
        Area all = new Area();
        for (Shape part : parts) {
            all.add(part instanceof Area ? (Area) part : new Area(part));
        }
        return all;
    }

    private static Area without(Area whole, Area part) {
        Area left = new Area(whole);
        left.subtract(part);
        return left;
    }
}
