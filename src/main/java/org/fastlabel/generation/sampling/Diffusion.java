package org.fastlabel.generation.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.fastlabel.generation.sampling.Schedule.Step;

/**
 * Levels of the diffusion process of Stable Diffusion 1.5: 1000 of them, whose variances' roots grow linearly from 0.00085 to
 * 0.012. Which of them a sampler visits, and how, is that of diffusers' schedulers of the same names.
 */
public final class Diffusion {

    /** How the visited levels are spread over the 1000. */
    public enum Spacing { LINSPACE, LEADING, TRAILING }

    private static final int LEVELS = 1000;
    /** SD 1.5's {@code steps_offset}. */
    private static final int OFFSET = 1;
    private static final double KARRAS_RHO = 7;
    private static final double[] ALPHAS = alphas();
    private static final double[] SIGMAS = Arrays.stream(ALPHAS).map(a -> Math.sqrt((1 - a) / a)).toArray();

    private Diffusion() {
    }

    /** Products of (1 - variance) up to each level. */
    private static double[] alphas() {
        double[] alphas = new double[LEVELS];
        double product = 1;
        double first = Math.sqrt(0.00085);
        double last = Math.sqrt(0.012);
        for (int i = 0; i < LEVELS; i++) {
            double root = first + (last - first) * i / (LEVELS - 1);
            product *= 1 - root * root;
            alphas[i] = product;
        }
        return alphas;
    }

    /** DDIM without noise (Song et al. 2021): each step goes 1000 / n levels on, wherever the next one begins. */
    static Schedule ddim(int steps, Spacing spacing) {
        List<Step> all = new ArrayList<>();
        for (double t : timesteps(steps, spacing)) {
            double level = Math.rint(t);
            int next = Math.max(0, (int) level - LEVELS / steps);
            all.add(new Step(level, level(ALPHAS[(int) level]), level(ALPHAS[next])));
        }
        return new Schedule(all, 1, false);
    }

    private static Level level(double alpha) {
        return new Level(Math.sqrt(alpha), Math.sqrt(1 - alpha));
    }

    /** Euler's method (Karras et al. 2022, algorithm 2 without its second half). */
    static Schedule euler(int steps, Spacing spacing, boolean karras) {
        double[] times = timesteps(steps, spacing);
        double[] sigmas = Arrays.stream(times).map(Diffusion::sigma).toArray();
        if (karras) {
            sigmas = karras(sigmas[0], sigmas[steps - 1], steps);
            times = Arrays.stream(sigmas).map(Diffusion::timestep).toArray();
        }
        double scale = spacing == Spacing.LEADING ? Math.hypot(sigmas[0], 1) : sigmas[0];
        return schedule(times, sigmas, Level::exploding, scale, false);
    }

    /** DPM-Solver++ 2M (Lu et al. 2022): no level is left out at the end, so the spacings divide by one more. */
    static Schedule dpmSolver(int steps, Spacing spacing, boolean karras) {
        double[] times = switch (spacing) {
            case LINSPACE -> descending(steps, i -> Math.rint((LEVELS - 1) * (steps - i) / (double) steps));
            case LEADING -> descending(steps, i -> (steps - i) * (double) (LEVELS / (steps + 1)) + OFFSET);
            case TRAILING -> timesteps(steps, spacing);
        };
        double[] sigmas = Arrays.stream(times).map(Diffusion::sigma).toArray();
        if (karras) {
            sigmas = karras(SIGMAS[LEVELS - 1], SIGMAS[0], steps);
            times = Arrays.stream(sigmas).map(s -> Math.rint(timestep(s))).toArray();
        }
        return schedule(times, sigmas, Level::preserving, 1, true);
    }

    private static Schedule schedule(double[] times, double[] sigmas, DoubleFunction<Level> level, double scale, boolean secondOrder) {
        List<Step> all = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            double next = i + 1 < times.length ? sigmas[i + 1] : 0;
            all.add(new Step(times[i], level.apply(sigmas[i]), level.apply(next)));
        }
        return new Schedule(all, scale, secondOrder);
    }

    private static double[] timesteps(int steps, Spacing spacing) {
        return switch (spacing) {
            case LINSPACE -> descending(steps, i -> steps == 1 ? 0 : (LEVELS - 1) * (steps - 1 - i) / (double) (steps - 1));
            case LEADING -> descending(steps, i -> (steps - 1 - i) * (double) (LEVELS / steps) + OFFSET);
            case TRAILING -> descending(steps, i -> Math.rint(LEVELS - i * (LEVELS / (double) steps)) - 1);
        };
    }

    private static double[] descending(int steps, DoubleFunction<Double> of) {
        return IntStream.range(0, steps).mapToDouble(i -> of.apply(i)).toArray();
    }

    /** Between levels a straight line. */
    private static double sigma(double timestep) {
        int below = Math.min((int) timestep, LEVELS - 2);
        double part = timestep - below;
        return SIGMAS[below] * (1 - part) + SIGMAS[below + 1] * part;
    }

    /** Where a sigma lies between the levels, by its logarithm. */
    private static double timestep(double sigma) {
        int at = Arrays.binarySearch(SIGMAS, sigma);
        int below = Math.max(0, Math.min(at >= 0 ? at : -at - 2, LEVELS - 2));
        double low = Math.log(SIGMAS[below]);
        double part = (Math.log(sigma) - low) / (Math.log(SIGMAS[below + 1]) - low);
        return below + Math.max(0, Math.min(1, part));
    }

    /** Equation 5 of Karras et al. 2022. */
    private static double[] karras(double first, double last, int steps) {
        double from = Math.pow(first, 1 / KARRAS_RHO);
        double to = Math.pow(last, 1 / KARRAS_RHO);
        return IntStream.range(0, steps).mapToDouble(i -> Math.pow(from + (steps == 1 ? 0 : i * (to - from) / (steps - 1)), KARRAS_RHO))
                .toArray();
    }
}
