package org.fastlabel.labeling.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fastlabel.labeling.bench.Simulation.Course;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadProgram;
import org.fastlabel.labeling.head.Heads;
import org.fastlabel.labeling.strategy.SamplingStrategy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The benchmark that decides: how many labels each way of choosing and learning needs. Prints tables, and writes
 * {@code learning-curves.csv} and {@code .png} to {@code target/bench}. {@code -Dbench.data} names the folder with the data,
 * {@code -Dbench.seeds} how often each course is repeated, {@code -Dbench.only} a part of the competitors' names. Asserts nothing.
 */
@Tag("bench")
class LearningCurvesBench {

    private static final Path OUT = Path.of("target", "bench");
    private static final String OURS = "default";
    private static final String RANDOM = "random";
    private static final String BASELINE = "plain baseline";

    private final Heads heads = new Heads(HeadProgram.onProcessor());
    private final List<String> lines = new ArrayList<>();

    @Test
    void labelsNeeded() throws Exception {
        int seeds = Integer.getInteger("bench.seeds", 5);
        LearningReport report = new LearningReport(OURS, RANDOM, BASELINE);
        LearningCharts charts = new LearningCharts();
        Map<String, List<LearningTask>> groups = new LearningTasks(OUT).all(data()).stream()
                .collect(Collectors.groupingBy(LearningTask::group, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<LearningTask>> group : groups.entrySet()) {
            Map<LearningTask, Courses> courses = new LinkedHashMap<>();
            for (LearningTask task : group.getValue()) {
                courses.put(task, run(task, seeds));
            }
            boolean byF1 = group.getValue().get(0).byF1();
            String title = group.getKey() + group.getValue().stream().map(LearningTask::name).filter(n -> !n.equals(group.getKey()))
                    .collect(Collectors.joining(", ", " ", ""));
            for (boolean f1 : byF1 ? new boolean[] {false, true} : new boolean[] {false}) {
                Map<String, LearningCurve> curves = curves(courses, f1);
                System.out.print(report.table(title, f1 ? "macro F1" : "accuracy", curves));
                if (f1 == byF1) {
                    charts.add(title, f1 ? "macro F1" : "accuracy", curves);
                }
            }
        }
        LearningReport.csv(OUT.resolve("learning-curves.csv"), lines);
        charts.write(OUT.resolve("learning-curves.png"));
        System.out.println("\nwritten to " + OUT.toAbsolutePath() + ": learning-curves.csv, learning-curves.png");
    }

    private static Path data() {
        String folder = System.getProperty("bench.data", "");
        return folder.isEmpty() ? null : Path.of(folder);
    }

    private List<Competitor> competitors() {
        List<Competitor> all = new ArrayList<>();
        all.add(ours(OURS, "auto", HeadChoice.AUTO));
        for (String strategy : List.of("margin", "entropy", "kmeans", "kcenter", "typical", "random")) {
            all.add(ours(strategy, strategy, HeadChoice.AUTO));
        }
        all.add(ours("random with MLP", "random", HeadChoice.MLP));
        all.add(new PlainBaseline(BASELINE, new PlainMlpProgram()));
        String only = System.getProperty("bench.only", "");
        return all.stream().filter(c -> only.isEmpty() || Arrays.asList(only.split(",")).contains(c.name())).toList();
    }

    private Competitor ours(String name, String strategy, HeadChoice head) {
        return new StrategyWithHead(name, SamplingStrategy.named(strategy), head, heads);
    }

    /** By competitor, then by seed. */
    private record Courses(Map<String, List<Course>> byName, List<Course> full) {
    }

    private Courses run(LearningTask task, int seeds) throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
        List<Simulation> simulations = IntStream.range(0, seeds).mapToObj(seed -> new Simulation(task, seed)).toList();
        Map<String, List<Future<Course>>> running = new LinkedHashMap<>();
        for (Competitor competitor : competitors()) {
            running.put(competitor.name(), simulations.stream().map(s -> executor.submit(() -> s.run(competitor))).toList());
        }
        List<Future<Course>> full = simulations.stream().map(s -> executor.submit(() -> s.full(heads))).toList();
        Map<String, List<Course>> done = new LinkedHashMap<>();
        for (Map.Entry<String, List<Future<Course>>> one : running.entrySet()) {
            done.put(one.getKey(), all(one.getValue()));
        }
        Courses courses = new Courses(done, all(full));
        executor.shutdown();
        done.forEach((name, list) -> IntStream.range(0, list.size()).forEach(seed -> note(task, name, seed, list.get(seed))));
        return courses;
    }

    private static List<Course> all(List<Future<Course>> futures) throws InterruptedException, ExecutionException {
        List<Course> courses = new ArrayList<>();
        for (Future<Course> future : futures) {
            courses.add(future.get());
        }
        return courses;
    }

    private void note(LearningTask task, String name, int seed, Course course) {
        for (int i = 0; i < course.labels().length; i++) {
            lines.add(String.format(Locale.ROOT, "%s,%s,\"%s\",%d,%d,%.4f,%.4f", task.group(), task.name(), name, seed,
                    course.labels()[i], course.accuracy()[i], course.macroF1()[i]));
        }
    }

    /** The mean curve of a group's tasks, by competitor. */
    private static Map<String, LearningCurve> curves(Map<LearningTask, Courses> tasks, boolean f1) {
        Map<String, LearningCurve> curves = new LinkedHashMap<>();
        for (String name : tasks.values().iterator().next().byName().keySet()) {
            curves.put(name, LearningCurve.mean(tasks.values().stream().map(c -> curve(c, name, f1)).toList()));
        }
        return curves;
    }

    private static LearningCurve curve(Courses courses, String name, boolean f1) {
        List<Course> own = courses.byName().get(name);
        return new LearningCurve(own.get(0).labels(), own.stream().map(c -> f1 ? c.macroF1() : c.accuracy()).toArray(double[][]::new),
                courses.full().stream().mapToDouble(c -> f1 ? c.macroF1()[0] : c.accuracy()[0]).average().orElseThrow());
    }
}
