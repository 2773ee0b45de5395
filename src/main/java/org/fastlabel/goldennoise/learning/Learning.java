package org.fastlabel.goldennoise.learning;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fastlabel.api.Conflict;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.generation.TextToImage;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.analysis.Progress;
import org.fastlabel.goldennoise.learning.PromptShares.Estimate;

/** From the record to a selector, a refiner, and a report on what they are worth. Knows nothing of containers. */
final class Learning {

    static final int LEAST_PROMPTS = 20;
    static final int LEAST_OF_EACH = 20;
    /** Prompts and pictures of each on which the refiner's strength is chosen, and on which it is then tried. */
    private static final int STRENGTH_PROMPTS = 16;
    private static final int PER_PROMPT = 8;

    private final GoldenProgram program;
    private final int trialPrompts;

    /**
     * What there is to say of a selector.
     *
     * @param auc of golden and other pictures of one prompt, by networks that have not seen the prompt
     */
    record Judged(int images, int prompts, Estimate auc, List<Reliability> calibration) {

        /** Whether it surely tells golden from other noise. */
        boolean tells() {
            return auc.low() > 0.5;
        }
    }

    /**
     * Everything.
     *
     * @param byNoise selector that looks at the noise; null where none was asked for; likewise the others
     * @param byLook  selector that looks at what the first step foresees
     * @param judged  what there is to say of the better one
     */
    record Result(String modelId, LatentShape shape, GenerationParameters parameters, SelectorTraining.Result byNoise,
            SelectorTraining.Result byLook, Judged judged, RefinerTraining.Result refiner, Report report) {

        /** Whether the early look is surely the better one. */
        boolean early() {
            return report.advice() == Report.Advice.EARLY;
        }

        /** The better one; null where none was asked for. */
        Selector selector() {
            return byNoise == null ? null : early() ? byLook.selector() : byNoise.selector();
        }
    }

    /** @param trialPrompts on which the refiner is tried with new pictures, at most */
    Learning(GoldenProgram program, int trialPrompts) {
        this.program = program;
        this.trialPrompts = trialPrompts;
    }

    /**
     * @param judge makes the judge of new pictures of the material that is used; may give null: then the refiner is not tried
     * @throws Conflict with code {@code too-few-judged}
     */
    Result learn(List<ShownImage> judged, TextToImage model, boolean selector, boolean refiner, Function<List<ShownImage>, PictureJudge> judge,
            Progress progress) {
        progress.at("reading", 0, 1);
        Material material = Material.of(judged, model);
        requireEnough(material);
        int prompts = material.cells().prompts().size();
        boolean[] golden = material.golden();
        Judgeable judgeable = Judgeable.of(material.cells());
        Arms arms = new Arms(judgeable.prompt(), prompts, golden);
        Report.Builder report = new Report.Builder(arms.random(), judgeable.newSeeds()).chosen("clip", arms.topQuarter(i -> {
            Double score = material.cells().images().get(i).clipScore();
            return score == null ? Double.NaN : score;
        }));
        SelectorTraining.Result byNoise = null;
        SelectorTraining.Result byLook = null;
        if (selector) {
            SelectorTraining training = new SelectorTraining(program, material.shape());
            List<String> texts = material.cells().prompts();
            byNoise = training.train(material.noise(), golden, texts, done -> progress.at("selector", done, SelectorTraining.FOLDS), progress);
            double[] heldOut = byNoise.heldOut();
            report.chosen("selector", arms.topQuarter(i -> heldOut[i]));
            Examples early = material.early(done -> progress.at("early", done, prompts), progress);
            byLook = training.train(early, golden, texts, done -> progress.at("early-selector", done, SelectorTraining.FOLDS), progress);
            double[] seen = byLook.heldOut();
            report.chosen("early", arms.topQuarter(i -> seen[i]));
        }
        RefinerTraining.Result refined = refiner ? refine(material, judge.apply(material.cells().images()), report, progress) : null;
        Report built = report.build();
        SelectorTraining.Result best = built.advice() == Report.Advice.EARLY ? byLook : byNoise;
        return new Result(model.id(), material.shape(), material.parameters(), byNoise, byLook, best == null ? null : judged(material, best),
                refined, built);
    }

    private static void requireEnough(Material material) {
        long golden = IntStream.range(0, material.golden().length).filter(i -> material.golden()[i]).count();
        long other = material.golden().length - golden;
        int prompts = material.cells().prompts().size();
        if (prompts < LEAST_PROMPTS || golden < LEAST_OF_EACH || other < LEAST_OF_EACH) {
            throw new Conflict("too-few-judged", String.format(Locale.ROOT, "There is too little to learn from: %d prompts, %d golden pictures and "
                    + "%d others of the model that is loaded. It takes %d prompts, and %d pictures of each.", prompts, golden, other, LEAST_PROMPTS,
                    LEAST_OF_EACH));
        }
    }

    private static Judged judged(Material material, SelectorTraining.Result trained) {
        int prompts = material.cells().prompts().size();
        double[] heldOut = trained.heldOut();
        Estimate auc = PromptShares.pairs(Judgeable.of(material.cells()).prompt(), prompts, material.golden(), i -> heldOut[i]).share();
        return new Judged(material.cells().size(), prompts, auc, Reliability.of(heldOut, material.golden()));
    }

    /** Learns on four of five parts of the prompts, and tries the outcome on the fifth. */
    private RefinerTraining.Result refine(Material material, PictureJudge judge, Report.Builder report, Progress progress) {
        List<String> texts = material.cells().prompts();
        int[] fold = Folds.of(texts, SelectorTraining.FOLDS * 2);
        boolean[] learned = new boolean[fold.length];
        boolean[] stopping = new boolean[fold.length];
        for (int p = 0; p < fold.length; p++) {
            learned[p] = fold[p] > 2;
            stopping[p] = fold[p] == 2;
        }
        progress.at("refiner", 0, 1);
        RefinerTraining.Result found = new RefinerTraining(program).train(material.noise(), material.golden(), learned, stopping, progress);
        if (found == null || judge == null) {
            return found;
        }
        RefinerTrial trial = new RefinerTrial(program, material, judge, progress);
        int[] known = IntStream.range(0, fold.length).filter(p -> fold[p] == 2).limit(STRENGTH_PROMPTS).toArray();
        int[] unknown = IntStream.range(0, fold.length).filter(p -> fold[p] < 2).limit(trialPrompts).toArray();
        progress.at("strength", 0, 1);
        Refiner strong = found.refiner().withStrength(trial.strength(found.refiner(), known, PER_PROMPT));
        progress.at("refined", 0, 1);
        report.refined(trial.outcome(strong, unknown, PER_PROMPT), judge.name());
        return new RefinerTraining.Result(strong, found.pairs(), found.before(), found.after());
    }
}
