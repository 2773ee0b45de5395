package org.fastlabel.clip.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fastlabel.clip.ClipConfig;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.clip.ConfigReader;
import org.fastlabel.media.image.Raster;

/**
 * Measures a checkpoint on pictures it was not trained on, next to what else one could do without it: pixels, hand-made features, the same
 * network untrained, and an earlier checkpoint where {@code train.before} names its folder. Writes the table into the checkpoint's
 * {@code README.md}, between the two comments that mark its place.
 */
public final class EvaluateMiniClip {

    private static final String BEGIN = "<!-- measured -->";
    private static final String END = "<!-- end -->";
    private static final int COMPONENTS = 128;

    private final EvaluationData data;
    private final TrainingSettings settings;
    /** Per row its numbers by column; what a column cannot do is missing. */
    private final Map<String, Map<String, Double>> table = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();

    private EvaluateMiniClip(TrainingSettings settings) {
        this.settings = settings;
        this.data = new EvaluationData(settings.data());
    }

    public static void main(String[] args) throws IOException {
        TrainingSettings settings = TrainingSettings.read();
        EvaluateMiniClip evaluation = new EvaluateMiniClip(settings);
        evaluation.measureModel("this model", settings.out());
        String before = System.getProperty("train.before", "");
        if (!before.isBlank()) {
            evaluation.measureModel("before", Path.of(before));
        }
        evaluation.measureModel("untrained", evaluation.untrained());
        evaluation.probes("pixels + PCA", null);
        evaluation.probes("colour + HOG", new ColorHog());
        String text = evaluation.text();
        System.out.print(text);
        insert(settings.out().resolve("README.md"), text);
    }

    /** The same shape with the weights it had before training. */
    private Path untrained() throws IOException {
        Path to = Files.createDirectories(settings.work().resolve("untrained"));
        for (String file : List.of(CheckpointFolder.CONFIG, "tokenizer.json")) {
            CheckpointFolder.write(to.resolve(file), CheckpointFolder.read(settings.out().resolve(file)));
        }
        ClipConfig config = ConfigReader.openClip(to);
        CheckpointFolder.writeWeights(InitialWeights.of(config, settings.seed()), to);
        return to;
    }

    private void measureModel(String column, Path checkpoint) {
        try (ClipModel model = ClipModel.open(checkpoint, settings.device())) {
            Features embedding = remembered(model::embedImages);
            zeroShot(column, model, embedding);
            probes(column, embedding);
            Features server = pictures -> data.withDescriptors(pictures, embedding.of(pictures));
            put(column, data.digits().name() + ", with the server's sound descriptor", data.digits().accuracies(server));
            put(column, data.noises().name() + ", with the server's sound descriptor", data.noises().accuracies(server));
        }
    }

    private void zeroShot(String column, ClipModel model, Features embedding) {
        for (ProbeTask task : List.of(data.batch(), data.folder())) {
            put(column, "zero-shot: " + task.name(), ZeroShot.accuracy(model, embedding.of(task.test().rasters()), task.test().subjects()));
        }
        put(column, "zero-shot: " + data.digits().name(), ZeroShot.accuracy(model, embedding.of(data.digits().test().rasters()),
                SoundPictures.DIGITS, data.digits().testLabels()));
        List<String> noises = SoundPictures.NOISES.stream().map(n -> SoundWords.NOISES.get(n).get(0)).toList();
        put(column, "zero-shot: " + data.noises().name(), ZeroShot.accuracy(model, embedding.of(data.noises().test().rasters()), noises,
                data.noises().testLabels()));
        PictureSet drawings = data.drawings();
        put(column, "zero-shot: shape of new drawings (1,000)", ZeroShot.accuracy(model, embedding.of(drawings.rasters()),
                Outline.NAMES.stream().map(Captions::article).toList(), SoundPictures.labels(drawings, "shape", Outline.NAMES)));
        put(column, "zero-shot: colour of new drawings (1,000)", ZeroShot.accuracy(model, embedding.of(drawings.rasters()),
                Drawings.colors(), SoundPictures.labels(drawings, "color", Drawings.colors())));
        for (String attribute : EvaluationData.ATTRIBUTES) {
            put(column, "AUC of the query \"" + attribute + "\", sample portraits (6,000)", ZeroShot.auc(model, attribute,
                    embedding.of(data.portraits().rasters()), data.portraits().subjects(), attribute));
        }
    }

    /** @param features null for the principal components of each task's own pictures */
    private void probes(String column, Features features) {
        for (ProbeTask task : data.tasks()) {
            Features used = features == null ? PixelPca.fit(task.pictures().rasters(), COMPONENTS) : features;
            put(column, task.name(), task.accuracies(used));
        }
    }

    private void put(String column, String task, double[] accuracies) {
        put(column, "linear probe: " + task, accuracies[0]);
        put(column, "linear probe, 100 labels: " + task, accuracies[1]);
    }

    private void put(String column, String row, double value) {
        System.out.printf(Locale.ROOT, "%s: %s %.3f%n", column, row, value);
        columns.add(column);
        table.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(column, value);
    }

    /** Pictures are embedded once, however many tasks they are in. */
    private static Features remembered(Features features) {
        Map<List<Raster>, float[][]> known = new IdentityHashMap<>();
        return pictures -> known.computeIfAbsent(pictures, features::of);
    }

    private String text() {
        StringBuilder text = new StringBuilder("| measured on pictures not trained on | ").append(String.join(" | ", columns))
                .append(" |\n|").append(" --- |".repeat(columns.size() + 1)).append('\n');
        table.forEach((row, values) -> {
            text.append("| ").append(row);
            columns.forEach(c -> text.append(values.containsKey(c) ? String.format(Locale.ROOT, " | %.3f", values.get(c)) : " | "));
            text.append(" |\n");
        });
        return text.toString();
    }

    private static void insert(Path readme, String table) {
        if (Files.exists(readme)) {
            String text = CheckpointFolder.read(readme);
            int from = text.indexOf(BEGIN);
            int to = text.indexOf(END);
            if (from >= 0 && to > from) {
                CheckpointFolder.write(readme, text.substring(0, from) + BEGIN + "\n" + table + text.substring(to));
            }
        }
    }
}
