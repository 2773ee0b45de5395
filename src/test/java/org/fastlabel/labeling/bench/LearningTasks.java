package org.fastlabel.labeling.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.dataset.Sources;
import org.fastlabel.dataset.sample.Portrait;
import org.fastlabel.dataset.sample.SamplePortraits;
import org.fastlabel.embedding.Content;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.embedding.EmbedderChoice;
import org.fastlabel.labeling.bench.EmbeddingCache.Embedded;

/** The data sets of the benchmark, opened and embedded as the program does it. What is not there is left out, and said. */
final class LearningTasks {

    /** Smiling, hats, beards and long hair are learnt from the first batch: above 0.95 after 20 labels. */
    private static final Map<String, IntFunction<Object>> ATTRIBUTES = new LinkedHashMap<>();

    static {
        ATTRIBUTES.put("earrings", i -> portrait(i).earrings());
        ATTRIBUTES.put("hair colour", i -> portrait(i).hairColor());
        ATTRIBUTES.put("kind of glasses", i -> portrait(i).eyewear());
    }

    private static final int CONTENTS = 64;

    private final EmbeddingCache cache;
    private final Path work;
    private final Map<MediaKind, Embedder> embedders = new EnumMap<>(MediaKind.class);

    /** @param work folder for what is kept between runs */
    LearningTasks(Path work) {
        this.work = work;
        this.cache = new EmbeddingCache(work.resolve("embeddings"));
    }

    private static Portrait portrait(int index) {
        return SamplePortraits.attributes(index);
    }

    /** @param data folder of {@code cifar10}, {@code fsdd} and {@code texts}; null for none */
    List<LearningTask> all(Path data) throws IOException {
        List<LearningTask> tasks = new ArrayList<>();
        Embedded sample = embedded("sample", new SourceSpec.Sample(), "");
        ATTRIBUTES.forEach((name, attribute) -> tasks.add(task("sample", name, sample, i -> attribute.apply(i).toString(), false)));
        // The embedded checkpoint was trained on the other batches.
        add(tasks, "cifar10", data, "cifar10", SourceSpec.Cifar10::new, "test_batch/", false);
        add(tasks, "fsdd", data, "fsdd/truth.csv", file -> new SourceSpec.PathTable(file, "file", "label"), "", false);
        add(tasks, "texts", data, "texts/sms.csv", file -> new SourceSpec.Text(file, "text", "label"), "", true);
        return tasks;
    }

    private interface Spec {
        SourceSpec of(Path place);
    }

    private void add(List<LearningTask> tasks, String name, Path data, String place, Spec spec, String keys, boolean byF1)
            throws IOException {
        if (data == null || !Files.exists(data.resolve(place))) {
            System.out.println("skipped: " + name + ", because there is no " + place + " in the folder given by -Dbench.data ("
                    + (data == null ? "not given" : data) + ")");
            return;
        }
        Embedded embedded = embedded(name, spec.of(data.resolve(place).toRealPath()), keys);
        tasks.add(task(name, name, embedded, i -> embedded.truth().get(i), byF1));
    }

    private Embedded embedded(String name, SourceSpec spec, String keys) throws IOException {
        try (MediaSource source = Sources.open(spec, work.resolve("cache"))) {
            Embedder embedder = embedders.computeIfAbsent(source.kind(), kind -> EmbedderChoice.of(kind, work));
            return cache.get(name + "-" + embedder.id(), () -> embed(source, embedder, keys));
        }
    }

    private static Embedded embed(MediaSource source, Embedder embedder, String prefix) {
        List<String> keys = source.keys().stream().filter(key -> key.startsWith(prefix)).toList();
        float[] values = new float[keys.size() * embedder.dim()];
        for (int from = 0; from < keys.size(); from += CONTENTS) {
            List<Content> contents = keys.subList(from, Math.min(keys.size(), from + CONTENTS)).parallelStream()
                    .map(key -> embedder.read(source, key)).toList();
            float[][] rows = embedder.embed(contents);
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], 0, values, (from + i) * embedder.dim(), embedder.dim());
            }
        }
        return new Embedded(values, keys.stream().map(key -> source.truth(key).orElse("")).toList());
    }

    private static LearningTask task(String group, String name, Embedded embedded, IntFunction<String> truth, boolean byF1) {
        String[] words = IntStream.range(0, embedded.truth().size()).mapToObj(truth).toArray(String[]::new);
        List<String> classes = Arrays.stream(words).distinct().sorted().toList();
        return new LearningTask(group, name, embedded.values(), embedded.dim(),
                Arrays.stream(words).mapToInt(classes::indexOf).toArray(), classes.size(), byF1);
    }
}
