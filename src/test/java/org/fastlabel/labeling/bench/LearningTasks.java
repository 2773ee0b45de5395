package org.fastlabel.labeling.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fastlabel.dataset.sample.Portrait;
import org.fastlabel.dataset.sample.SamplePortraits;
import org.fastlabel.labeling.bench.EmbeddingCache.Embedded;

/** The data sets of the benchmark. What is not there is left out, and said. */
final class LearningTasks {

    private LearningTasks() {
    }

    static List<LearningTask> all(EmbeddingCache cache) throws IOException {
        List<LearningTask> tasks = new ArrayList<>();
        Embedded sample = cache.get("sample", () -> null);
        for (String what : List.of("earrings", "hair", "glasses")) {
            tasks.add(task("sample", what, sample, i -> attribute(what, SamplePortraits.attributes(i)), false));
        }
        for (String name : List.of("cifar10", "fsdd", "texts")) {
            Embedded e = cache.get(name, () -> null);
            tasks.add(task(name, name, e, i -> e.truth().get(i).split(" ")[0], name.equals("texts")));
        }
        return tasks;
    }

    private static String attribute(String what, Portrait p) {
        return switch (what) {
            case "earrings" -> "" + p.earrings();
            case "hair" -> "" + p.hairColor();
            default -> "" + p.eyewear();
        };
    }

    private static LearningTask task(String group, String name, Embedded e, Function<Integer, String> truth, boolean byF1) {
        List<String> words = IntStream.range(0, e.truth().size()).mapToObj(truth::apply).toList();
        List<String> classes = words.stream().distinct().sorted().toList();
        return new LearningTask(group, name, e.values(), e.dim(), words.stream().mapToInt(classes::indexOf).toArray(),
                classes.size(), byF1);
    }
}
