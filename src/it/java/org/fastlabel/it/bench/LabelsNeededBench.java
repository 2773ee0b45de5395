package org.fastlabel.it.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How many labels a data set needs: an annotator who knows the truth works through HTTP, in batches of 24, and the accuracy of
 * the predictions over all items is printed. Before the first label a text query judges. Beside each strategy stands random
 * choice. {@code -Dbench.folder} names a folder whose sub-folders are classes, {@code -Dbench.positive} those that count as
 * positive, {@code -Dbench.query} what to ask at first.
 */
@Tag("bench")
class LabelsNeededBench {

    private static final int[] LABELS = {24, 48, 120, 240};
    private static final int RUNS = 3;
    private static final List<String> STRATEGIES = List.of("random", "borderline");

    private static Server server;
    private static Labelling annotator;

    @BeforeAll
    static void start() {
        String folder = System.getProperty("bench.folder", "");
        server = Server.start("bench-labels", folder.isEmpty() ? Map.of() : Map.of("FASTLABEL_DATA_ROOTS", folder));
        annotator = new Labelling(server);
    }

    @Test
    void sample() {
        for (String attribute : List.of("smiling", "eyeglasses")) {
            print("sample, " + attribute, attribute, Labelling.truth(attribute), annotator::sample);
        }
    }

    @Test
    void folder() {
        String folder = System.getProperty("bench.folder", "");
        Assumptions.assumeTrue(!folder.isEmpty() && Files.isDirectory(Path.of(folder)), "no -Dbench.folder given");
        Set<String> positive = Set.of(System.getProperty("bench.positive", "").split(","));
        print(Path.of(folder).getFileName() + ", " + positive, System.getProperty("bench.query", "an animal"),
                name -> positive.contains(name.substring(0, name.indexOf('/'))), () -> annotator.folder(Path.of(folder)));
    }

    private static void print(String title, String query, Predicate<String> truth, Runnable open) {
        System.out.printf("%n%-34s %8s", title, "0: text");
        Arrays.stream(LABELS).forEach(n -> System.out.printf(" %8d", n));
        System.out.println(" labels");
        open.run();
        annotator.embedded();
        annotator.query(query);
        double zeroShot = accuracy(truth);
        for (String strategy : STRATEGIES) {
            double[] mean = new double[LABELS.length];
            for (int run = 0; run < RUNS; run++) {
                open.run();
                annotator.embedded();
                int labelled = 0;
                for (int i = 0; i < LABELS.length; i++) {
                    for (; labelled < LABELS[i]; labelled += 24) {
                        annotator.submit(annotator.answered(strategy, 24, truth));
                    }
                    mean[i] += accuracy(truth) / RUNS;
                }
            }
            System.out.printf("%-34s %8.3f", "  " + strategy, zeroShot);
            Arrays.stream(mean).forEach(a -> System.out.printf(" %8.3f", a));
            System.out.println();
        }
    }

    private static double accuracy(Predicate<String> truth) {
        return annotator.items().values().stream().filter(i -> i.unreadable() == null && i.model() != null)
                .mapToInt(i -> (i.model() == 1) == truth.test(i.filename()) ? 1 : 0).average().orElse(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }
}
