package org.fastlabel.dataset.sample;

/**
 * A shape as its signed distance: negative inside, positive outside, near the edge in the unit of the coordinates (x to
 * the right, y down). Only the sign and the values near the edge matter, so cheap approximations are good enough.
 */
@FunctionalInterface
interface Shape {

    float distance(float x, float y);

    /** First-order distance to an ellipse: exact on the edge and for circles. */
    static Shape ellipse(float cx, float cy, float rx, float ry) {
        return (px, py) -> {
            float x = (px - cx) / rx;
            float y = (py - cy) / ry;
            float inside = root(x * x + y * y);
            float slope = root(x * x / (rx * rx) + y * y / (ry * ry));
            return slope < 1e-6f ? -Math.min(rx, ry) : inside * (inside - 1) / slope;
        };
    }

    /** A box of half sizes {@code hx}, {@code hy} with corners rounded by {@code round}. */
    static Shape box(float cx, float cy, float hx, float hy, float round) {
        return (px, py) -> {
            float x = Math.abs(px - cx) - hx + round;
            float y = Math.abs(py - cy) - hy + round;
            float ox = Math.max(x, 0);
            float oy = Math.max(y, 0);
            return root(ox * ox + oy * oy) + Math.min(Math.max(x, y), 0) - round;
        };
    }

    /** A line from a to b with round ends, {@code radius} to each side. */
    static Shape line(float ax, float ay, float bx, float by, float radius) {
        float dx = bx - ax;
        float dy = by - ay;
        float length2 = Math.max(dx * dx + dy * dy, 1e-6f);
        return (x, y) -> {
            float t = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / length2, 0), 1);
            float ox = x - ax - t * dx;
            float oy = y - ay - t * dy;
            return root(ox * ox + oy * oy) - radius;
        };
    }

    /**
     * What lies between two parabolas that meet at the ends: a lip, a mouth, an eyebrow.
     *
     * @param half  half the width
     * @param bend  how far the ends lie above the middle (negative: below)
     * @param above thickness above the line at the middle
     * @param below thickness below it
     */
    static Shape crescent(float cx, float cy, float half, float bend, float above, float below) {
        return (px, py) -> {
            float t = (px - cx) / half;
            float bulge = 1 - t * t;
            float middle = cy - bend * t * t;
            float slant = 2 * bend * t / half;
            float steep = root(1 + slant * slant);
            float vertical = Math.max(middle - above * bulge - py, py - middle - below * bulge) / steep;
            return Math.max(vertical, Math.abs(px - cx) - half);
        };
    }

    /** All above the horizontal {@code limit}. */
    static Shape above(float limit) {
        return (x, y) -> y - limit;
    }

    default Shape and(Shape other) {
        return (x, y) -> Math.max(distance(x, y), other.distance(x, y));
    }

    default Shape or(Shape other) {
        return (x, y) -> Math.min(distance(x, y), other.distance(x, y));
    }

    default Shape without(Shape other) {
        return (x, y) -> Math.max(distance(x, y), -other.distance(x, y));
    }

    /** Only the rim, {@code radius} to each side. */
    default Shape rim(float radius) {
        return (x, y) -> Math.abs(distance(x, y)) - radius;
    }

    /** The square root is exactly rounded on every machine. */
    private static float root(float value) {
        return (float) Math.sqrt(value);
    }
}
