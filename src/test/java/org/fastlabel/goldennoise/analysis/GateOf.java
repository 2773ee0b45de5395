package org.fastlabel.goldennoise.analysis;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.fastlabel.goldennoise.ShownImage;

/** The seed-effect gate in one line, for benchmarks. */
public final class GateOf {

    private GateOf() {
    }

    public static String text(List<ShownImage> judged) {
        SeedEffect e = SeedEffect.of(Cells.of(judged), new SplittableRandom(1), () -> false);
        AcrossPrompts a = AcrossPrompts.of(Cells.of(judged), new SplittableRandom(1), () -> false);
        return e.seed() == null ? "too few: " + e : String.format(Locale.ROOT, "%d prompts by %d seeds: seed %s, prompt %s, interaction with chance %s; "
                + "%s. Best seed %.2f, by chance %.2f (95 %% below %.2f), p %.3f", e.prompts(), e.seeds(), share(e.seed()), share(e.prompt()),
                share(e.interaction()), e.verdict(), a.best().observed(), a.best().mean(), a.best().high(), a.best().p());
    }

    private static String share(SeedEffect.Share s) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f%s)", s.share(), s.low(), s.high(), s.p() == null ? "" : String.format(Locale.ROOT,
                ", p %.4f", s.p()));
    }
}
