package org.fastlabel.labeling.head;

/**
 * Finds the minimum of a smooth convex function by the limited-memory BFGS method (Nocedal and Wright, <i>Numerical
 * Optimization</i>, algorithm 7.5) with steps halved until they descend enough. Deterministic, stateless.
 */
final class Lbfgs {

    private static final int MEMORY = 10;
    private static final int HALVINGS = 30;
    private static final double ENOUGH = 1e-4;

    /** A function and its slope. */
    interface Objective {

        /** @param gradient is overwritten @return the value at {@code x} */
        double at(double[] x, double[] gradient);
    }

    private Lbfgs() {
    }

    /**
     * @param start     where to begin; not changed
     * @param tolerance the gradient's length at which to stop
     * @param most      iterations
     * @return the last point, which is never worse than the start
     */
    static double[] minimise(Objective objective, double[] start, double tolerance, int most) {
        int n = start.length;
        double[] x = start.clone();
        double[] g = new double[n];
        double value = objective.at(x, g);
        double[][] moves = new double[MEMORY][];
        double[][] turns = new double[MEMORY][];
        double[] nextX = new double[n];
        double[] nextG = new double[n];
        int kept = 0;
        for (int i = 0; i < most && Math.sqrt(dot(g, g)) > tolerance; i++) {
            double[] direction = direction(g, moves, turns, kept);
            double slope = dot(direction, g);
            double step = kept == 0 ? Math.min(1, 1 / Math.sqrt(dot(g, g))) : 1;
            double next = Double.NaN;
            for (int h = 0; h < HALVINGS; h++, step /= 2) {
                for (int k = 0; k < n; k++) {
                    nextX[k] = x[k] + step * direction[k];
                }
                next = objective.at(nextX, nextG);
                if (next <= value + ENOUGH * step * slope) {
                    break;
                }
            }
            if (!(next < value)) {
                break;
            }
            double[] move = new double[n];
            double[] turn = new double[n];
            for (int k = 0; k < n; k++) {
                move[k] = nextX[k] - x[k];
                turn[k] = nextG[k] - g[k];
            }
            if (dot(move, turn) > 1e-12 * dot(turn, turn)) {
                moves[kept % MEMORY] = move;
                turns[kept++ % MEMORY] = turn;
            }
            double[] spareX = x;
            x = nextX;
            nextX = spareX;
            double[] spareG = g;
            g = nextG;
            nextG = spareG;
            value = next;
        }
        return x;
    }

    /** Downhill, the gradient being turned by the curvature that the last moves have shown. */
    private static double[] direction(double[] g, double[][] moves, double[][] turns, int kept) {
        double[] d = g.clone();
        double[] shares = new double[MEMORY];
        for (int i = kept - 1; i >= Math.max(0, kept - MEMORY); i--) {
            int at = i % MEMORY;
            shares[at] = dot(moves[at], d) / dot(moves[at], turns[at]);
            add(d, -shares[at], turns[at]);
        }
        if (kept > 0) {
            int last = (kept - 1) % MEMORY;
            scale(d, dot(moves[last], turns[last]) / dot(turns[last], turns[last]));
        }
        for (int i = Math.max(0, kept - MEMORY); i < kept; i++) {
            int at = i % MEMORY;
            add(d, shares[at] - dot(turns[at], d) / dot(moves[at], turns[at]), moves[at]);
        }
        scale(d, -1);
        return d;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static void scale(double[] what, double factor) {
        for (int i = 0; i < what.length; i++) {
            what[i] *= factor;
        }
    }
}
