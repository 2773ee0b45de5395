package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.fastlabel.labeling.LabelingSession.Train;
import org.fastlabel.labeling.head.HeadChoice;
import org.fastlabel.labeling.strategy.SamplingStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchMakerTest {

    private final SessionFixture desk = new SessionFixture(600);

    @BeforeEach
    void slice() {
        desk.trainer = new QuickTrainer();
        desk.options = new Options(10, HeadChoice.AUTO, 0.25);
    }

    private BatchMaker batches(LabelingSession session) {
        return new BatchMaker(session, desk, Runnable::run);
    }

    private static int[] ids(BatchMaker.Batch batch) {
        return batch.cards().stream().mapToInt(BatchMaker.Card::id).toArray();
    }

    private static long heldOut(LabelingSession session, int[] ids) {
        return Arrays.stream(ids).filter(session.holdout()::has).count();
    }

    @Test
    void heldOutItemsComeAlongAtTheirShareAndByChance() {
        LabelingSession session = desk.begin();
        session.submit(desk.truth(0, 1, 2, 3), null, Train.YES);
        BatchMaker batches = batches(session);
        for (String strategy : List.of("random", "kmeans", "borderline")) {
            int[] one = ids(batches.next(SamplingStrategy.named(strategy), 24, false, 1));
            int[] other = ids(batches.next(SamplingStrategy.named(strategy), 24, false, 2));
            assertEquals(24, Arrays.stream(one).distinct().count());
            assertEquals(6, heldOut(session, one), strategy);
            assertTrue(!Arrays.equals(heldOutOf(session, one), heldOutOf(session, other)), strategy + ": always the same ones");
        }
        for (String strategy : List.of("easy_pos", "easy_neg")) {
            assertEquals(0, heldOut(session, ids(batches.next(SamplingStrategy.named(strategy), 24, false, 1))), strategy);
        }
    }

    private static int[] heldOutOf(LabelingSession session, int[] ids) {
        return Arrays.stream(ids).filter(session.holdout()::has).sorted().toArray();
    }

    @Test
    void eitherKindMakesUpForTheOtherInTheEnd() {
        LabelingSession session = desk.begin();
        Holdout holdout = session.holdout();
        int[] slice = holdout.ids().toArray();
        session.submit(desk.truth(Arrays.copyOf(slice, slice.length - 2)), null, Train.NO);
        assertEquals(2, heldOut(session, ids(batches(session).next(SamplingStrategy.named("random"), 24, false, 1))));
        int[] rest = IntStream.range(0, 600).filter(id -> !holdout.has(id)).toArray();
        session.submit(desk.truth(Arrays.copyOf(rest, rest.length - 3)), null, Train.NO);
        int[] last = ids(batches(session).next(SamplingStrategy.named("random"), 24, false, 1));
        assertEquals(5, last.length);
        assertEquals(2, heldOut(session, last));
        session.submit(desk.truth(last), null, Train.NO);
        BatchMaker.Batch none = batches(session).next(SamplingStrategy.named("random"), 24, false, 1);
        assertEquals(0, none.cards().size());
        assertTrue(none.message().contains("has a label"), none.message());
    }

    @Test
    void unreadableTextsAreReplacedByOthers() {
        desk.source = new WordSource(key -> key.endsWith("0.png"));
        LabelingSession session = desk.begin();
        BatchMaker.Batch batch = batches(session).next(SamplingStrategy.named("random"), 60, true, 1);
        assertEquals(60, batch.cards().size());
        assertTrue(desk.unreadable.size() > 0);
        for (BatchMaker.Card card : batch.cards()) {
            assertEquals("the words of " + card.filename(), card.face().text());
            assertTrue(!desk.unreadable.containsKey(card.id()) && card.face().image() == null);
        }
        assertEquals(0, WordSearch.find(session.dataset(), "words of folder/0.png").length, "what cannot be read");
        assertEquals(1, WordSearch.find(session.dataset(), "WORDS of /77.png").length);
    }

    @Test
    void isFullAlsoWhenTwinsBecomeKnownMeanwhile() {
        LabelingSession session = desk.begin();
        int[] same = IntStream.range(0, 300).toArray();
        AtomicInteger asked = new AtomicInteger();
        session.know((dataset, id) -> asked.incrementAndGet() > 600 && id < 300 ? same : new int[0]);
        int[] batch = ids(batches(session).next(SamplingStrategy.named("random"), 24, false, 1));
        assertEquals(24, batch.length);
        assertTrue(Arrays.stream(batch).filter(id -> id < 300).count() <= 1, "twins are shown side by side");
    }
}
