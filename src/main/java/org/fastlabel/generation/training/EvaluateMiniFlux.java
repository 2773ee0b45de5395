package org.fastlabel.generation.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fastlabel.api.Interval;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.clip.training.ZeroShot;
import org.fastlabel.generation.FluxModel;
import org.fastlabel.generation.GeneratedImage;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.generation.TextToImage;
import org.fastlabel.generation.truth.Slot;
import org.fastlabel.generation.truth.TruthJudge;
import org.fastlabel.generation.truth.Wish.Kind;
import org.fastlabel.media.image.Raster;

/**
 * Measures the embedded text-to-image model: the tables of {@code models/mini-flux/README.md} and its grid of pictures. Settings are those of
 * training; {@code train.prompts} prompts per kind with {@code train.seeds} seeds each.
 */
public final class EvaluateMiniFlux {

    private static final int HELD_OUT_DRAWINGS = 4000;
    private static final long PROMPTS_SEED = 2;
    private static final int SHOWN_SEEDS = 8;
    private static final int SHOWN_PROMPTS = 1;
    private static final int TIMED = 20;

    private final Path folder;
    private final TextToImage model;
    private final TruthJudge judge;
    private final ClipModel clip;
    private final GenerationParameters parameters = new GenerationParameters(8, 0, "flow-match-euler", SceneDrawing.SIDE, SceneDrawing.SIDE);

    private EvaluateMiniFlux(Path folder, TextToImage model, TruthJudge judge, ClipModel clip) {
        this.folder = folder;
        this.model = model;
        this.judge = judge;
        this.clip = clip;
    }

    public static void main(String[] args) throws IOException {
        FluxSettings settings = FluxSettings.read();
        int prompts = Integer.getInteger("train.prompts", 30);
        int seeds = Integer.getInteger("train.seeds", 24);
        try (FluxModel model = FluxModel.open(settings.out(), settings.device(), "auto");
                TruthJudge judge = TruthJudge.open(settings.out().resolve("truth"));
                ClipModel clip = ClipModel.open(Path.of("models/mini-clip"), settings.device())) {
            EvaluateMiniFlux evaluate = new EvaluateMiniFlux(settings.out(), model, judge, clip);
            evaluate.classifier(settings.seed());
            evaluate.kinds(prompts, seeds);
            evaluate.pace();
            evaluate.grid();
            Files.write(settings.out().resolve("prompts.txt"), PromptList.mixed(40, 1));
        }
    }

    /** Right answers on drawings not trained on. */
    private void classifier(long seed) {
        ScenePool pool = ScenePool.of(ScenePool.HELD_OUT, HELD_OUT_DRAWINGS, new double[] {1, 1, 1, 1}, true, seed);
        List<Map<String, String>> found = judge.facts(pool.pictures().stream().map(p -> new Raster(SceneDrawing.SIDE, SceneDrawing.SIDE, p)).toList());
        Map<String, int[]> right = new TreeMap<>();
        for (int i = 0; i < pool.size(); i++) {
            Map<String, String> told = found.get(i);
            pool.scenes().get(i).facts().forEach((slot, answer) -> {
                int[] counts = right.computeIfAbsent(slot, s -> new int[2]);
                counts[0] += answer.equals(told.get(slot)) ? 1 : 0;
                counts[1]++;
            });
        }
        say("%n| question | right | of |%n| --- | --- | --- |");
        for (Slot slot : Slot.ALL) {
            int[] counts = right.get(slot.name());
            say("| %s | %.3f | %d |", slot.name(), counts[0] / (double) counts[1], counts[1]);
        }
    }

    private void kinds(int prompts, int seeds) {
        say("%n| kind of prompt | golden share | 95 %% interval | pictures | prompts' shares (quartiles) | CLIP score: AUC within prompts |"
                + "%n| --- | --- | --- | --- | --- | --- |");
        for (Kind kind : Kind.values()) {
            List<String> list = PromptList.of(kind, prompts, PROMPTS_SEED);
            int golden = 0;
            double area = 0;
            int areas = 0;
            List<Double> shares = new ArrayList<>();
            for (int p = 0; p < list.size(); p++) {
                List<Raster> images = pictures(list.get(p), 1000L * p, seeds);
                boolean[] fits = fits(list.get(p), images);
                int here = count(fits);
                golden += here;
                shares.add(here / (double) seeds);
                if (here > 0 && here < seeds) {
                    area += area(list.get(p), images, fits);
                    areas++;
                }
            }
            Interval share = Interval.of(golden, prompts * seeds);
            shares.sort(null);
            say("| %s | %.3f | %.3f–%.3f | %d | %.2f, %.2f, %.2f | %.3f (%d prompts) |", kind.name().toLowerCase(Locale.ROOT), share.share(),
                    share.low(), share.high(), prompts * seeds, shares.get(prompts / 4), shares.get(prompts / 2), shares.get(prompts * 3 / 4),
                    area / areas, areas);
        }
    }

    private double area(String prompt, List<Raster> images, boolean[] fits) {
        float[] text = clip.embedTexts(List.of(prompt))[0];
        float[][] pictures = clip.embedImages(images);
        double[] scores = new double[pictures.length];
        for (int i = 0; i < scores.length; i++) {
            for (int d = 0; d < text.length; d++) {
                scores[i] += (double) text[d] * pictures[i][d];
            }
        }
        return ZeroShot.auc(scores, fits);
    }

    private List<Raster> pictures(String prompt, long firstSeed, int count) {
        LatentShape shape = model.latentShape(parameters.width(), parameters.height());
        List<Raster> images = new ArrayList<>();
        for (int from = 0; from < count; from += SHOWN_SEEDS) {
            List<float[]> noises = new ArrayList<>();
            for (int i = from; i < Math.min(from + SHOWN_SEEDS, count); i++) {
                noises.add(InitialNoise.of(firstSeed + i, shape));
            }
            model.generate(prompt, noises, parameters, (step, steps) -> { }, () -> false).stream().map(GeneratedImage::image)
                    .forEach(images::add);
        }
        return images;
    }

    private boolean[] fits(String prompt, List<Raster> images) {
        double[] sure = judge.fits(prompt, images);
        boolean[] fits = new boolean[sure.length];
        for (int i = 0; i < sure.length; i++) {
            fits[i] = sure[i] >= TruthJudge.SURE;
        }
        return fits;
    }

    private static int count(boolean[] values) {
        int n = 0;
        for (boolean value : values) {
            n += value ? 1 : 0;
        }
        return n;
    }

    private void pace() {
        String prompt = PromptList.of(Kind.PORTRAIT, 1, PROMPTS_SEED).get(0);
        pictures(prompt, 0, SHOWN_SEEDS);
        long start = System.nanoTime();
        for (int i = 0; i < TIMED; i++) {
            pictures(prompt, i, SHOWN_SEEDS);
        }
        say("%n%d pictures in %d steps: %.3f s", SHOWN_SEEDS, parameters.steps(), (System.nanoTime() - start) / 1e9 / TIMED);
    }

    /** Rows are prompts, columns seeds; a bar below says what fits. */
    private void grid() throws IOException {
        List<List<Raster>> rows = new ArrayList<>();
        List<boolean[]> marks = new ArrayList<>();
        say("");
        for (Kind kind : Kind.values()) {
            for (String prompt : PromptList.of(kind, SHOWN_PROMPTS, PROMPTS_SEED)) {
                List<Raster> images = pictures(prompt, 0, SHOWN_SEEDS);
                rows.add(images);
                marks.add(fits(prompt, images));
                say("%s", prompt);
            }
        }
        PictureGrid.write(rows, marks, folder.resolve("grid.png"));
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
