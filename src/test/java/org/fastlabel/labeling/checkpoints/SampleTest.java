package org.fastlabel.labeling.checkpoints;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.TestPool;
import org.fastlabel.labeling.head.CrossValidation;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.head.HeadTrainer;
import org.fastlabel.labeling.head.Heads;
import org.fastlabel.labeling.head.JavaHead;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final int ITEMS = 600;
    private static final int DIM = 16;
    private static final HeadTrainer HEADS = new Heads(new JavaHead());

    private final TestPool pool = TestPool.of(ITEMS, DIM, 4, 3);

    private Sample sample(int labels) {
        int[] ids = IntStream.range(0, labels).map(i -> i * 3).toArray();
        return Sample.of(ids, Arrays.stream(ids).map(id -> pool.truth()[id]).toArray(), 2, 2000);
    }

    @Test
    void ofMoreLabelsEachClassKeepsItsShare() {
        int[] ids = IntStream.range(0, 5000).map(i -> 2 * i).toArray();
        int[] labels = Arrays.stream(ids).map(id -> id % 10 == 0 ? 2 : id % 4 == 0 ? 1 : 0).toArray();
        Sample sample = Sample.of(ids, labels, 3, 1000);
        assertEquals(1000, sample.size());
        assertArrayEquals(Arrays.stream(sample.ids()).sorted().distinct().toArray(), sample.ids());
        for (int i = 0; i < sample.size(); i++) {
            assertEquals(labels[sample.ids()[i] / 2], sample.labels()[i]);
        }
        for (int c = 0; c < 3; c++) {
            int of = c;
            assertEquals(IntStream.of(labels).filter(l -> l == of).count() / 5.0, IntStream.of(sample.labels()).filter(l -> l == of).count(), 1);
        }
        assertArrayEquals(sample.ids(), Sample.of(ids, labels, 3, 1000).ids(), "the same each time");
        assertArrayEquals(ids, Sample.of(ids, labels, 3, 5000).ids());
    }

    @Test
    void whatSeesTheTruthIsTheBetterOne() {
        ArrayMatrix seeing = new ArrayMatrix(pool.values(), DIM);
        ArrayMatrix blind = new ArrayMatrix(TestPool.of(ITEMS, DIM, 4, 99).values(), DIM);
        CrossValidation.Result good = sample(150).judge(seeing, HeadChoice.AUTO, HEADS).orElseThrow();
        CrossValidation.Result bad = sample(150).judge(blind, HeadChoice.AUTO, HEADS).orElseThrow();
        assertTrue(good.low() > bad.high(), good.accuracy() + " and " + bad.accuracy());
        assertEquals(150, good.labels());
    }

    @Test
    void itDoesNotMatterHowManyOthersAreEmbedded() {
        Sample sample = sample(90);
        ArrayMatrix all = new ArrayMatrix(pool.values(), DIM);
        ArrayMatrix few = new ArrayMatrix(pool.values(), DIM);
        IntStream.range(0, ITEMS).filter(id -> Arrays.binarySearch(sample.ids(), id) < 0).forEach(id -> few.waiting(id, true));
        for (HeadChoice head : new HeadChoice[] {HeadChoice.AUTO, HeadChoice.MLP}) {
            assertEquals(sample.judge(all, head, HEADS).orElseThrow().accuracy(), sample.judge(few, head, HEADS).orElseThrow().accuracy(), 1e-12);
        }
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        ArrayMatrix matrix = new ArrayMatrix(pool.values(), DIM);
        matrix.waiting(0, true);
        assertEquals(89, sample(90).judge(matrix, HeadChoice.AUTO, HEADS).orElseThrow().labels());
        IntStream.range(0, ITEMS - 9).forEach(id -> matrix.waiting(id, true));
        assertTrue(sample(200).judge(matrix, HeadChoice.AUTO, HEADS).isEmpty(), "three labels say nothing");
    }

    @Test
    void aResultIsKeptAsItIsTheBestFirst() {
        Comparison comparison = Comparison.begun(60).with(new Comparison.Result("a", 0.5, 0.4, 0.6, 60))
                .with(new Comparison.Result("b", 0.9, 0.8, 0.95, 59)).without("It is broken.", "bad-checkpoint").ended("done");
        assertEquals(List.of("b", "a"), comparison.results().stream().map(Comparison.Result::id).toList());
        assertEquals(comparison, Comparison.fromJson(Json.createReader(new StringReader(comparison.toJson().toString())).readObject()));
    }
}
