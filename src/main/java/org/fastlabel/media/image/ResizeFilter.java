package org.fastlabel.media.image;

/** How a resized pixel weighs its neighbours in the original: Pillow's filters of the same names. */
public enum ResizeFilter {

    /** A triangle. */
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            return x < 1 ? 1 - x : 0;
        }
    },

    /** Keys' cubic with a = -0.5. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
        }
    };

    private final double support;

    ResizeFilter(double support) {
        this.support = support;
    }

    /** Beyond this distance the weight is 0. */
    double support() {
        return support;
    }

    /** @param distance from the centre, in pixels of the smaller of the two pictures */
    abstract double weight(double distance);
}
