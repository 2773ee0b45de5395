package org.fastlabel.generation.sampling;

/**
 * Latents on their way from noise to picture. One formula covers the samplers of first order, for Euler in any parametrisation and
 * DDIM without noise are the same step between different levels (Song et al. 2021, section 4; Karras et al. 2022):
 *
 * <pre>next = (noise' / noise) x + (signal' - signal noise' / noise) clean</pre>
 *
 * <p>DPM-Solver++ 2M (Lu et al. 2022, algorithm 2) puts, for {@code clean}, a linear extrapolation in the logarithm of the ratio of
 * signal to noise, save in the first step and in a last one that ends without noise.
 */
public final class Solver {

    private final Schedule schedule;
    private final float[] x;
    private float[] before;

    /** @param noise standard normal values, of any number of pictures */
    public Solver(Schedule schedule, float[] noise) {
        this.schedule = schedule;
        this.x = new float[noise.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (noise[i] * schedule.initialScale());
        }
    }

    /** The latents now: what the network is shown next. Not a copy; changes with each step. */
    public float[] latents() {
        return x;
    }

    /** Takes step number i, from 0. @param clean the picture's latents as the network foresees them now; kept, not changed */
    public void step(int i, float[] clean) {
        Level from = schedule.step(i).from();
        Level to = schedule.step(i).to();
        double keep = to.noise() / from.noise();
        double add = to.signal() - from.signal() * keep;
        double ahead = extrapolation(i);
        for (int k = 0; k < x.length; k++) {
            double foreseen = ahead == 0 ? clean[k] : clean[k] + ahead * (clean[k] - before[k]);
            x[k] = (float) (keep * x[k] + add * foreseen);
        }
        before = clean;
    }

    /** How far beyond the last two foresights to go, in units of the distance between them. */
    private double extrapolation(int i) {
        if (!schedule.secondOrder() || i == 0 || schedule.step(i).to().noise() == 0) {
            return 0;
        }
        double now = schedule.step(i).from().logRatio();
        double last = now - schedule.step(i - 1).from().logRatio();
        double next = schedule.step(i).to().logRatio() - now;
        return Double.isInfinite(last) ? 0 : 0.5 * next / last;
    }
}
