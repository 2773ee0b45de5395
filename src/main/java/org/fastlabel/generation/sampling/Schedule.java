package org.fastlabel.generation.sampling;

import java.util.List;

/**
 * The steps of one generation.
 *
 * @param steps        in order
 * @param initialScale factor of the initial standard normal noise
 * @param secondOrder  whether steps extrapolate what the one before foresaw (DPM-Solver++ 2M), else straight (Euler, DDIM)
 */
public record Schedule(List<Step> steps, double initialScale, boolean secondOrder) {

    /**
     * @param timestep what a network that was trained on 1000 discrete levels is told, possibly a fraction
     * @param from     the level before the step; its noise is not 0
     * @param to       the level after it
     */
    public record Step(double timestep, Level from, Level to) {
    }

    public Schedule {
        steps = List.copyOf(steps);
    }

    public int size() {
        return steps.size();
    }

    public Step step(int i) {
        return steps.get(i);
    }
}
