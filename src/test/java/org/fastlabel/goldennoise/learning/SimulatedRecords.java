package org.fastlabel.goldennoise.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.generation.FluxModel;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.generation.truth.TruthJudge;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.Verdict;
import org.fastlabel.media.image.Raster;

/** What somebody who knows the truth would have judged: pictures of the embedded model that show all that their prompt says are golden. Kept in files. */
final class SimulatedRecords {

    static final GenerationParameters PARAMETERS = new GenerationParameters(8, 0, "flow-match-euler", 64, 64);

    private final FluxModel model;
    private final TruthJudge truth;
    private final ClipModel clip;
    private final Path folder;

    SimulatedRecords(FluxModel model, TruthJudge truth, ClipModel clip, Path folder) {
        this.model = model;
        this.truth = truth;
        this.clip = clip;
        this.folder = folder;
    }

    /**
     * Those that are in the file, and new ones until all prompts have some or the time is over.
     *
     * @param name   of the file
     * @param shared whether all prompts have the same seeds
     */
    List<ShownImage> judged(String name, List<String> prompts, int perPrompt, long firstSeed, boolean shared, Duration time) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + "-" + model.id() + "-" + perPrompt + ".csv");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        long end = System.nanoTime() + time.toNanos();
        for (int p = lines.size() / perPrompt; p < prompts.size() && System.nanoTime() < end; p++) {
            long first = shared ? firstSeed : firstSeed + (long) p * perPrompt;
            Files.write(file, lines(prompts.get(p), IntStream.range(0, perPrompt).mapToObj(k -> first + k).toList()), StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        Set<String> wanted = Set.copyOf(prompts);
        return Files.readAllLines(file).stream().map(line -> line.split(",", 4)).filter(f -> wanted.contains(f[3])).map(f -> new ShownImage("batch", 1,
                f[3], Long.parseLong(f[0]), InitialNoise.VERSION, model.id(), PARAMETERS, 0, f[0] + ".png", Double.parseDouble(f[2]), true,
                Double.parseDouble(f[1]) >= TruthJudge.SURE ? Verdict.GOLDEN : Verdict.NEITHER, "simulated", Instant.EPOCH)).toList();
    }

    private List<String> lines(String prompt, List<Long> seeds) {
        LatentShape shape = model.latentShape(PARAMETERS.width(), PARAMETERS.height());
        List<Raster> made = model.generate(prompt, seeds.stream().map(s -> InitialNoise.of(s, shape)).toList(), PARAMETERS, (step, steps) -> { },
                () -> false).stream().map(g -> g.image()).toList();
        double[] fits = truth.fits(prompt, made);
        double[] scores = scores(prompt, made);
        return IntStream.range(0, made.size()).mapToObj(i -> seeds.get(i) + "," + fits[i] + "," + scores[i] + "," + prompt).toList();
    }

    /** 100 times the cosine. */
    double[] scores(String prompt, List<Raster> pictures) {
        float[] text = clip.embedTexts(List.of(prompt))[0];
        float[][] seen = clip.embedImages(pictures);
        double[] scores = new double[seen.length];
        for (int i = 0; i < scores.length; i++) {
            for (int d = 0; d < text.length; d++) {
                scores[i] += 100 * seen[i][d] * text[d];
            }
        }
        return scores;
    }

    PictureJudge judge() {
        return new PictureJudge() {

            @Override
            public String name() {
                return "simulated";
            }

            @Override
            public double[] golden(String prompt, List<Raster> pictures) {
                return Arrays.stream(truth.fits(prompt, pictures)).map(fit -> fit >= TruthJudge.SURE ? 1 : 0).toArray();
            }
        };
    }
}
