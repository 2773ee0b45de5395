package org.fastlabel.goldennoise.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** @param shared whether all prompts have the same seeds @param name of the file */
    List<ShownImage> judged(String name, List<String> prompts, int perPrompt, long firstSeed, boolean shared) throws IOException {
        Path file = folder.resolve(name + "-" + model.id() + "-" + prompts.hashCode() + "-" + perPrompt + ".csv");
        Files.createDirectories(folder);
        if (!Files.exists(file)) {
            List<String> lines = new ArrayList<>();
            for (int p = 0; p < prompts.size(); p++) {
                long first = shared ? firstSeed : firstSeed + (long) p * perPrompt;
                lines.addAll(lines(p, prompts.get(p), IntStream.range(0, perPrompt).mapToObj(k -> first + k).toList()));
            }
            Files.write(file, lines);
        }
        return Files.readAllLines(file).stream().map(line -> line.split(",")).map(f -> new ShownImage("batch", Long.parseLong(f[0]),
                prompts.get(Integer.parseInt(f[0])), Long.parseLong(f[1]), InitialNoise.VERSION, model.id(), PARAMETERS, 0, f[1] + ".png",
                Double.parseDouble(f[3]), true, Double.parseDouble(f[2]) >= TruthJudge.SURE ? Verdict.GOLDEN : Verdict.NEITHER, "simulated",
                Instant.EPOCH)).toList();
    }

    private List<String> lines(int number, String prompt, List<Long> seeds) {
        LatentShape shape = model.latentShape(PARAMETERS.width(), PARAMETERS.height());
        List<Raster> made = model.generate(prompt, seeds.stream().map(s -> InitialNoise.of(s, shape)).toList(), PARAMETERS, (step, steps) -> { },
                () -> false).stream().map(g -> g.image()).toList();
        double[] fits = truth.fits(prompt, made);
        double[] scores = scores(prompt, made);
        return IntStream.range(0, made.size()).mapToObj(i -> number + "," + seeds.get(i) + "," + fits[i] + "," + scores[i]).toList();
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
                return IntStream.range(0, pictures.size()).mapToDouble(i -> truth.fits(prompt, pictures.get(i)) >= TruthJudge.SURE ? 1 : 0).toArray();
            }
        };
    }
}
