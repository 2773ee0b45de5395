package org.fastlabel.goldennoise.learning;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.clip.EmbeddedCheckpoint;
import org.fastlabel.generation.FluxModel;
import org.fastlabel.generation.training.PromptList;
import org.fastlabel.generation.truth.Sentences;
import org.fastlabel.generation.truth.TruthJudge;
import org.fastlabel.generation.truth.Wish.Kind;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.analysis.GateOf;
import org.fastlabel.goldennoise.analysis.Progress;
import org.fastlabel.goldennoise.learning.PromptShares.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Is it worth choosing noise? The embedded model, and a judge who knows whether a picture shows what its prompt says. Prints the seed-effect
 * gate on a crossed design, the learning report by cross-validation, and what the selectors do on prompts that were never looked at while they
 * were made. {@code -Dbench.prompts} to learn from, {@code -Dbench.seeds} of each, {@code -Dbench.final} prompts at the end, {@code
 * -Dbench.kinds}, and for how many seconds pictures are made of the first ones. They are judged once and kept in {@code target/bench}. Asserts nothing.
 */
@Tag("bench")
class GoldenBench {

    private static final Path OUT = Path.of("target", "bench");
    private static final Progress PROGRESS = new Progress() {

        @Override
        public void at(String step, int done, int total) {
        }

        @Override
        public boolean getAsBoolean() {
            return false;
        }
    };

    private final long start = System.nanoTime();
    private final int perPrompt = Integer.getInteger("bench.seeds", 24);
    private final List<Kind> kinds = List.of(System.getProperty("bench.kinds", "PORTRAIT,PAIR,RELATION,COUNT").split(",")).stream().map(Kind::valueOf)
            .toList();

    @Test
    void choosingNoise() throws Exception {
        try (FluxModel model = FluxModel.open(Path.of("models", "mini-flux"), "cpu", "auto"); TruthJudge truth = TruthJudge.embedded();
                ClipModel clip = ClipModel.open(EmbeddedCheckpoint.folder(OUT.toAbsolutePath()), "cpu"); GoldenProgram program = new GoldenProgram()) {
            SimulatedRecords records = new SimulatedRecords(model, truth, clip, OUT);
            List<String> known = prompts(Integer.getInteger("bench.prompts", 300), 101, Set.of());
            int last = Integer.getInteger("bench.final", 80);
            Duration enough = Duration.ofDays(1);
            gate(records.judged("crossed", known.subList(0, Math.min(40, known.size())), 16, 1_000_000, true, enough));
            List<ShownImage> untouched = records.judged("final", prompts(last, 202, Set.copyOf(prompts(1000, 101, Set.of()))), perPrompt, 3_000_000,
                    false, enough);
            List<ShownImage> judged = records.judged("known", known, perPrompt, 2_000_000, false,
                    Duration.ofSeconds(Integer.getInteger("bench.seconds", 3600)));
            lap("pictures made and judged");
            Learning.Result found = new Learning(program, 48).learn(judged, model, true, true, images -> records.judge(), PROGRESS);
            lap("learned");
            report(found);
            if (last > 0) {
                untouched(program, model, found, untouched);
            }
            lap("done");
        }
    }

    private void lap(String what) {
        print("(%s after %d s)", what, (System.nanoTime() - start) / 1_000_000_000);
    }

    private List<String> prompts(int count, long seed, Set<String> without) {
        List<List<String>> lists = kinds.stream().map(kind -> PromptList.of(kind, 2 * count / kinds.size(), seed)).toList();
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; all.size() < count; i++) {
            String prompt = lists.get(i % kinds.size()).get(i / kinds.size());
            if (!without.contains(prompt)) {
                all.add(prompt);
            }
        }
        return List.copyOf(all);
    }

    private static void gate(List<ShownImage> crossed) {
        print("Seed effect, %s", GateOf.text(crossed));
    }

    private static void report(Learning.Result found) {
        print("%nHeld out by cross-validation: %d pictures, %d prompts", found.judged().images(), found.judged().prompts());
        print("AUC of the selector in use (%s) %s, advice %s", found.early() ? "early look" : "noise", text(found.judged().auc()), found.report().advice());
        print("refiner: %d pairs, mean square left %.4f of %.4f, strength %.2f", found.refiner().pairs(), found.refiner().after(), found.refiner().before(),
                found.refiner().refiner().strength());
        found.report().arms().forEach(a -> print("  %-9s golden %s of %d (%s)", a.arm(), text(a.share()), a.n(), a.judgedBy()));
        found.report().lift().forEach(l -> print("  %-9s times random %s", l.arm(), text(l.ratio())));
        found.judged().calibration().forEach(b -> print("  predicted %.3f, observed %.3f of %d", b.predicted(), b.observed(), b.n()));
    }

    /** Selectors of all known prompts judge prompts that had no part in anything. */
    private static void untouched(GoldenProgram program, FluxModel model, Learning.Result found, List<ShownImage> last) {
        Material others = Material.of(last, model);
        double[] byNoise = probabilities(program, found.byNoise(), others.noise(), others);
        double[] byLook = probabilities(program, found.byLook(), others.early(done -> { }, PROGRESS), others);
        print("%nNever looked at before: %d prompts", others.cells().prompts().size());
        List<String> groups = new ArrayList<>(List.of("all"));
        others.cells().prompts().stream().map(GoldenBench::kind).distinct().sorted().forEach(groups::add);
        for (String group : groups) {
            int[] part = IntStream.of(others.noise().prompt()).map(p -> group.equals("all") || kind(others.cells().prompts().get(p)).equals(group) ? p : -1)
                    .toArray();
            Arms arms = new Arms(part, others.cells().prompts().size(), others.golden());
            print("  %s: random %s", group, text(arms.random().share()));
            line(arms, "clip", i -> others.cells().images().get(i).clipScore());
            line(arms, "selector", i -> byNoise[i]);
            line(arms, "early", i -> byLook[i]);
        }
    }

    private static double[] probabilities(GoldenProgram program, SelectorTraining.Result trained, Examples pooled, Material material) {
        return trained.selector().probabilities(program, new Examples(SelectorTraining.features(pooled.features(), material.shape()),
                pooled.described(), pooled.prompt()));
    }

    private static void line(Arms arms, String name, IntToDoubleFunction score) {
        PromptShares top = arms.topQuarter(score);
        print("    %-9s golden %s, times random %s", name, text(top.share()), text(top.times(arms.random().where(top))));
    }

    private static String kind(String prompt) {
        return Sentences.read(prompt).orElseThrow().kind().name().toLowerCase(Locale.ROOT);
    }

    private static String text(Estimate e) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", e.value(), e.low(), e.high());
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
