package org.fastlabel.clip.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.clip.ClipConfig;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.clip.ConfigReader;

/**
 * Measures a checkpoint on pictures it was not trained on, next to an untrained one of the same shape, and writes the table
 * into the checkpoint's {@code README.md}, between the two comments that mark its place.
 */
public final class EvaluateMiniClip {

    private static final String BEGIN = "<!-- measured -->";
    private static final String END = "<!-- end -->";
    private static final List<String> ATTRIBUTES = List.of("smiling", "eyeglasses", "beard", "hat", "long hair", "earrings");
    private static final int PORTRAITS = 6_000;

    private final PictureSet training;
    private final PictureSet test;
    private final PictureSet folder;
    private final PictureSet portraits = PictureSet.portraits(0, PORTRAITS);

    private EvaluateMiniClip(Path data) {
        training = PhotoFiles.cifarTraining(data.resolve("cifar10"));
        test = PhotoFiles.cifarBatch(data.resolve("cifar10/test_batch.bin"));
        folder = PhotoFiles.folders(data.resolve("cifar10-folder"));
    }

    public static void main(String[] args) throws IOException {
        TrainingSettings settings = TrainingSettings.read();
        EvaluateMiniClip evaluation = new EvaluateMiniClip(settings.data());
        Map<String, Double> trained = evaluation.measure(settings.out());
        Map<String, Double> untrained = evaluation.measure(untrained(settings));
        StringBuilder table = new StringBuilder("| measured on pictures not trained on | this model | untrained |\n")
                .append("| --- | --- | --- |\n");
        trained.forEach((what, value) -> table.append(
                String.format(Locale.ROOT, "| %s | %.3f | %.3f |%n", what, value, untrained.get(what))));
        System.out.print(table);
        insert(settings.out().resolve("README.md"), table.toString());
    }

    /** The same shape with the weights it had before training. */
    private static Path untrained(TrainingSettings settings) throws IOException {
        Path to = Files.createDirectories(settings.work().resolve("untrained"));
        for (String file : List.of(CheckpointFolder.CONFIG, "tokenizer.json")) {
            CheckpointFolder.write(to.resolve(file), CheckpointFolder.read(settings.out().resolve(file)));
        }
        ClipConfig config = ConfigReader.openClip(to);
        CheckpointFolder.writeWeights(InitialWeights.of(config, settings.seed()), to);
        return to;
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

    private Map<String, Double> measure(Path checkpoint) {
        Map<String, Double> found = new LinkedHashMap<>();
        try (ClipModel model = ClipModel.open(checkpoint, "cpu")) {
            float[][] trainingRows = model.embedImages(training.rasters());
            float[][] testRows = model.embedImages(test.rasters());
            float[][] folderRows = model.embedImages(folder.rasters());
            found.put("zero-shot accuracy, ten classes, `cifar10/test_batch` (1,400)",
                    ZeroShot.accuracy(model, testRows, test.subjects()));
            found.put("zero-shot accuracy, ten classes, `cifar10-folder` (600)",
                    ZeroShot.accuracy(model, folderRows, folder.subjects()));
            LinearProbe probe = LinearProbe.fit(trainingRows, classes(training), Subject.CLASSES.size());
            found.put("linear probe on 7,000, `cifar10/test_batch`", probe.accuracy(testRows, classes(test)));
            found.put("linear probe on 7,000, `cifar10-folder`", probe.accuracy(folderRows, classes(folder)));
            float[][] faces = model.embedImages(portraits.rasters());
            for (String attribute : ATTRIBUTES) {
                found.put("AUC of the query \"" + attribute + "\", sample portraits (6,000)",
                        ZeroShot.auc(model, attribute, faces, portraits.subjects(), attribute));
            }
            for (String attribute : ATTRIBUTES) {
                found.put("linear probe on 3,000, " + attribute + ", the other 3,000 portraits", portraitProbe(faces, attribute));
            }
        }
        return found;
    }

    private double portraitProbe(float[][] faces, String attribute) {
        int[] labels = portraits.subjects().stream().mapToInt(s -> s.portrait().has(attribute) ? 1 : 0).toArray();
        int half = faces.length / 2;
        LinearProbe probe = LinearProbe.fit(rows(faces, 0, half), IntStream.range(0, half).map(i -> labels[i]).toArray(), 2);
        return probe.accuracy(rows(faces, half, faces.length),
                IntStream.range(half, labels.length).map(i -> labels[i]).toArray());
    }

    private static float[][] rows(float[][] all, int from, int to) {
        return Arrays.copyOfRange(all, from, to);
    }

    private static int[] classes(PictureSet set) {
        return set.subjects().stream().mapToInt(Subject::photo).toArray();
    }
}
