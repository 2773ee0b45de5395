package org.fastlabel.labeling;

import ai.djl.Device;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.labeling.head.HeadProgram;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Heads;
import org.fastlabel.labeling.head.Logits;
import org.fastlabel.labeling.strategy.Pool;
import org.fastlabel.labeling.strategy.SamplingStrategy;
import org.fastlabel.labeling.strategy.Similar;
import org.fastlabel.labeling.strategy.Verify;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures, and prints; asserts nothing, because machines differ. {@code mvn -Pbench test -Dtest=LabelingBench} */
@Tag("bench")
class LabelingBench {

    private static final int ITEMS = 30_000;
    private static final int DIM = 256;
    private static final int ROUNDS = 25;
    /** In the whole loop; each alone is measured too. */
    private static final List<String> LOOPED = List.of("auto", "random", "kmeans", "borderline", "easy_pos", "easy_neg");

    private final HeadTrainer head = new Heads(new HeadProgram(Device.cpu()));

    @Test
    void submitAndNextBatch() {
        TestPool pool = TestPool.of(ITEMS, DIM, 40, 1);
        System.out.printf("ms at %d x %d on %d cores: submit (train, store) | next batch (score, choose) | both: median, p95%n", ITEMS,
                DIM, Runtime.getRuntime().availableProcessors());
        ExecutorService executor = Executors.newFixedThreadPool(2);
        for (String name : LOOPED) {
            SamplingStrategy strategy = SamplingStrategy.named(name);
            SessionFixture fixture = new SessionFixture(pool, new TorchArrayMatrix(pool.values(), DIM));
            fixture.trainer = head;
            LabelingSession session = LabelingSession.begin(new LabelingSession.Parts(
                    new OpenDataset("d", "Data", fixture, fixture.source), fixture, () -> head, new MemoryLog(), threads(executor),
                    Clock.systemUTC(), 3, Options.DEFAULT, Duration.ofSeconds(20), (state, labels) -> { }), 0,
                    Classes.BINARY);
            BatchMaker batches = new BatchMaker(session, fixture, executor);
            double[][] times = new double[3][ROUNDS];
            int[] shown = new SplittableRandom(1).ints(0, ITEMS).distinct().limit(24).toArray();
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                session.submit(fixture.truth(shown), null, LabelingSession.Train.YES);
                long submitted = System.nanoTime();
                shown = batches.next(strategy, 24, false, round).cards().stream().mapToInt(BatchMaker.Card::id).toArray();
                long end = System.nanoTime();
                times[0][round] = (submitted - start) / 1e6;
                times[1][round] = (end - submitted) / 1e6;
                times[2][round] = (end - start) / 1e6;
                pause();
            }
            System.out.printf("%-12s", strategy.wireName());
            for (double[] t : times) {
                Arrays.sort(t);
                System.out.printf(" | %6.1f %6.1f", t[ROUNDS / 2], t[ROUNDS * 95 / 100]);
            }
            System.out.println();
        }
        executor.shutdownNow();
    }

    @Test
    void strategiesAlone() {
        int dim = 512;
        int classes = 10;
        TestPool pool = TestPool.of(ITEMS, dim, 40, 1);
        EmbeddingMatrix matrix = new TorchArrayMatrix(pool.values(), dim);
        Logits logits = new Logits(matrix.products(matrix.gather(IntStream.range(0, classes).toArray()), classes), classes);
        List<SamplingStrategy> strategies = new ArrayList<>(SamplingStrategy.ALL);
        strategies.addAll(List.of(new Similar(3), new Verify(4, true)));
        System.out.printf("ms to choose 24 of %d x %d, %d classes, 0 and 500 labels; the first of each is cold%n", ITEMS, dim, classes);
        for (SamplingStrategy strategy : strategies) {
            System.out.printf("%-17s", strategy.wireName());
            for (int labels : new int[] {0, 500}) {
                int[] labelled = IntStream.range(0, labels).toArray();
                int[] free = IntStream.range(labels, ITEMS).toArray();
                System.out.print(" |");
                for (int i = 0; i < 6; i++) {
                    long start = System.nanoTime();
                    strategy.select(new Pool(matrix, logits, free, labelled), 24, new SplittableRandom(i));
                    System.out.printf(" %6.0f", (System.nanoTime() - start) / 1e6);
                }
            }
            System.out.println();
        }
    }

    /** A person looks at the batch; without this the validation of one round would fall into the next. */
    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Background threads(ExecutorService executor) {
        return new Background() {
            @Override
            public void run(Runnable task) {
                executor.execute(task);
            }

            @Override
            public void later(Duration delay, Runnable task) {
                executor.execute(() -> {
                    try {
                        Thread.sleep(delay.toMillis());
                        task.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        };
    }
}
