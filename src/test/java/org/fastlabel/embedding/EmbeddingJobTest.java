package org.fastlabel.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.Stamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmbeddingJobTest {

    private static final int DIM = 4;
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "reader");
        thread.setDaemon(true);
        thread.start();
    };

    @TempDir
    private Path folder;

    private final MemorySource source = new MemorySource();
    private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
    /** Readings of these texts wait until they are let go. */
    private final Map<String, CountDownLatch> slow = new ConcurrentHashMap<>();
    private final AtomicInteger readings = new AtomicInteger();
    /** If set, every batch waits for it. */
    private final AtomicReference<CountDownLatch> engine = new AtomicReference<>();

    /** The embedding of a text is made of its hash. */
    private class HashEmbedder implements Embedder {

        @Override
        public String id() {
            return "hash";
        }

        @Override
        public int dim() {
            return DIM;
        }

        @Override
        public int batch() {
            return 8;
        }

        @Override
        public Content read(MediaSource from, String key) {
            String text = from.text(key);
            try {
                if (slow.containsKey(text)) {
                    slow.get(text).await();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            readings.incrementAndGet();
            if (text.startsWith("broken")) {
                throw new InvalidInput("unreadable-item", "It is broken.");
            } else if (text.startsWith("bug")) {
                throw new ArithmeticException("a decoder's own");
            }
            return new Content.Words(text);
        }

        @Override
        public float[][] embed(List<Content> contents) {
            List<String> texts = contents.stream().map(c -> ((Content.Words) c).text()).toList();
            batches.add(texts);
            CountDownLatch held = engine.get();
            if (held != null) {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return texts.stream().map(EmbeddingJobTest::row).toArray(float[][]::new);
        }

        @Override
        public float[][] queries(List<String> texts) {
            throw new IllegalStateException("nobody asks for it");
        }
    }

    private static float[] row(String text) {
        if (text.equals("endless")) {
            return new float[] {0, Float.NaN, 0, 0};
        }
        int hash = text.hashCode();
        return new float[] {hash & 1023, hash >> 10 & 1023, hash >> 20 & 1023, 1};
    }

    private TestItems items(int count) {
        TestItems items = TestItems.of(count);
        items.keys().forEach(key -> source.put(key, "text of " + key, 1));
        return items;
    }

    private EmbeddingStore open(ItemIndex items) {
        return EmbeddingStore.open(folder, items, "hash", DIM);
    }

    private EmbeddingJob job(ItemIndex items, EmbeddingStore store) {
        return new EmbeddingJob(new OpenDataset("d", "Data", items, source), store, new HashEmbedder(), THREADS);
    }

    private static Thread start(EmbeddingJob job) {
        Thread thread = new Thread(job, "job");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void serves(EmbeddingStore store, int id, String text) {
        assertTrue(store.ready(id), "item " + id);
        float[] row = new float[DIM];
        store.read(id, row, 0);
        assertArrayEquals(row(text), row);
    }

    @Test
    void everyItemIsEmbeddedOnceAndWhatCannotBeReadIsSaid() {
        TestItems items = items(100).without(50);
        source.put(items.key(7), "broken", 1);
        source.put(items.key(8), "bug", 1);
        source.put(items.key(9), "endless", 1);
        source.texts.remove(items.key(10));
        try (EmbeddingStore store = open(items)) {
            EmbeddingJob job = job(items, store);
            job.run();
            assertEquals("done", job.progress().state());
            assertEquals(99, job.progress().done());
            assertEquals(99, job.progress().total());
            assertEquals(4, job.progress().unreadable());
            assertEquals("It is broken.", job.unreadable(7).orElseThrow());
            assertTrue(job.unreadable(8).isPresent() && job.unreadable(9).isPresent() && job.unreadable(10).isPresent());
            assertTrue(store.waiting(50));
            for (int id = 0; id < 100; id++) {
                if (id != 50 && (id < 7 || id > 10)) {
                    serves(store, id, "text of " + items.key(id));
                }
            }
            assertEquals(98, readings.get(), "none is read twice");
            assertTrue(batches.stream().allMatch(batch -> batch.size() <= 8));
            assertTrue(batches.size() <= 20, "batches are full: " + batches.size());
        }
    }

    @Test
    void onlyWhatHasChangedIsEmbeddedAgain() {
        TestItems items = items(40);
        try (EmbeddingStore store = open(items)) {
            job(items, store).run();
        }
        readings.set(0);
        source.hashed.set(0);
        source.put(items.key(3), "another", 2);
        source.put(items.key(4), "text of " + items.key(4), 2);
        source.put(items.key(39), "text OF " + items.key(39), 3);
        source.texts.remove(items.key(20));
        source.put(items.key(21), "changed, but gone", 9);
        TestItems now = items.without(21);
        try (EmbeddingStore store = open(now)) {
            long before = store.changes();
            job(now, store).run();
            assertEquals(2, readings.get());
            assertEquals(5, source.hashed.get(), "three whose stamp differs, and the two that are read again");
            serves(store, 3, "another");
            serves(store, 4, "text of " + items.key(4));
            serves(store, 39, "text OF " + items.key(39));
            serves(store, 20, "text of " + items.key(20));
            assertEquals(new Stamp(source.text(items.key(4)).length(), 2), store.record(4).stamp());
            assertTrue(store.changes() >= before + 4);
        }
        readings.set(0);
        source.hashed.set(0);
        try (EmbeddingStore store = open(items)) {
            job(items, store).run();
            assertEquals(1, readings.get(), "the one that came back had changed");
            serves(store, 21, "changed, but gone");
        }
    }

    @Test
    void addedItemsAreEmbeddedAndTheOthersStay() {
        try (EmbeddingStore store = open(items(20))) {
            job(items(20), store).run();
            readings.set(0);
        }
        TestItems more = items(33);
        try (EmbeddingStore store = open(more)) {
            job(more, store).run();
            assertEquals(13, readings.get());
            assertEquals(33, store.settled());
        }
    }

    @Test
    void aSlowItemHoldsUpNobodyElse() throws Exception {
        TestItems items = items(60);
        CountDownLatch stuck = new CountDownLatch(1);
        slow.put("text of " + items.key(2), stuck);
        try (EmbeddingStore store = open(items)) {
            EmbeddingJob job = job(items, store);
            Thread thread = start(job);
            int[] others = IntStream.range(0, 60).filter(id -> id != 2).toArray();
            // With one processor nobody else is there to read.
            if (Runtime.getRuntime().availableProcessors() > 1) {
                assertTrue(job.await(others, 120_000));
            }
            assertTrue(store.waiting(2));
            assertFalse(job.await(new int[] {2}, 10));
            stuck.countDown();
            thread.join();
            assertEquals(60, store.settled());
        }
    }

    @Test
    void whatSomebodyWaitsForComesFirst() throws Exception {
        TestItems items = items(2000);
        CountDownLatch begun = new CountDownLatch(1);
        engine.set(begun);
        try (EmbeddingStore store = open(items)) {
            EmbeddingJob job = job(items, store);
            Thread thread = start(job);
            while (batches.isEmpty()) {
                Thread.sleep(1);
            }
            Thread waiter = new Thread(() -> {
                try {
                    job.await(new int[] {1999, 1500}, 120_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            waiter.start();
            while (readings.get() < 26) {
                Thread.sleep(1);
            }
            begun.countDown();
            waiter.join();
            assertTrue(store.ready(1999) && store.ready(1500));
            // What is read is not yet handed on: one of them may just miss the first batch.
            assertTrue(batches.stream().skip(1).limit(2).flatMap(List::stream).toList()
                    .containsAll(List.of("text of " + items.key(1999), "text of " + items.key(1500))), "as soon as the engine is free: " + batches);
            job.cancel();
            thread.join();
            assertEquals("cancelled", job.progress().state());
        }
    }

    @Test
    void whilePausedOnlyWhatSomebodyWaitsForIsEmbedded() throws Exception {
        TestItems items = items(500);
        try (EmbeddingStore store = open(items)) {
            EmbeddingJob job = job(items, store);
            job.pause(true);
            Thread thread = start(job);
            assertTrue(job.await(new int[] {100, 101, 102}, 120_000));
            assertEquals(3, store.settled());
            assertEquals("paused", job.progress().state());
            job.pause(false);
            thread.join();
            assertEquals("done", job.progress().state());
            assertEquals(500, store.settled());
        }
    }

    @Test
    void noMoreIsReadAheadThanTwoBatches() throws Exception {
        TestItems items = items(500);
        CountDownLatch held = new CountDownLatch(1);
        engine.set(held);
        try (EmbeddingStore store = open(items)) {
            Thread thread = start(job(items, store));
            while (readings.get() < 24) {
                Thread.sleep(1);
            }
            Thread.sleep(50);
            assertEquals(24, readings.get(), "one batch in the engine and two ahead");
            held.countDown();
            thread.join();
            assertEquals(500, store.settled());
            assertEquals(500, new HashSet<>(batches.stream().flatMap(List::stream).toList()).size());
        }
    }

    @Test
    void aBrokenEngineEndsTheJobWithAReasonAndLeavesNoThread() throws Exception {
        TestItems items = items(100);
        try (EmbeddingStore store = open(items)) {
            CountDownLatch ended = new CountDownLatch(2);
            Executor counted = task -> THREADS.execute(() -> {
                task.run();
                ended.countDown();
            });
            EmbeddingJob job = new EmbeddingJob(new OpenDataset("d", "Data", items, source), store, new HashEmbedder() {
                @Override
                public float[][] embed(List<Content> contents) {
                    throw new InvalidInput("no-memory", "The device has too little memory.");
                }
            }, counted);
            job.run();
            assertEquals("failed", job.progress().state());
            assertEquals("The device has too little memory.", job.progress().error());
            assertTrue(ended.await(120, TimeUnit.SECONDS));
            assertFalse(job.await(new int[] {5}, 10_000), "nobody waits for what will not come");
        }
    }
}
