package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fastlabel.labeling.LabelingSession.Train;
import org.fastlabel.labeling.LabelingState.CurvePoint;
import org.fastlabel.labeling.quality.Quality;
import org.fastlabel.labeling.quality.Suspects.Suspect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QualityOfSessionTest {

    private static final int ITEMS = 400;
    private final SessionFixture fixture = new SessionFixture(ITEMS);

    @BeforeEach
    void holdOutATenth() {
        fixture.options = Options.DEFAULT;
    }

    private LabelingSession labelled(int[] ids, Set<Integer> wrong) {
        LabelingSession session = fixture.begin();
        int[] labels = Arrays.stream(ids).map(id -> wrong.contains(id) ? 1 - fixture.pool.truth()[id] : fixture.pool.truth()[id])
                .toArray();
        session.submit(new LabelEdits(ids, labels), null, Train.YES);
        fixture.runBackground();
        return session;
    }

    @Test
    void heldOutLabelsMeasureAndAreNeverLearnt() {
        LabelingSession session = labelled(IntStream.range(0, ITEMS).toArray(), Set.of());
        int heldOut = (int) session.holdout().ids().count();
        assertTrue(heldOut > ITEMS / 20 && heldOut < ITEMS / 5, "about a tenth: " + heldOut);
        Quality quality = Quality.of(session);
        assertEquals(heldOut, quality.heldOut().orElseThrow().labels());
        assertEquals(ITEMS - heldOut, quality.crossValidation().orElseThrow().labels());
        assertTrue(Arrays.stream(quality.validation().orElseThrow().ids()).noneMatch(session.holdout()::has));
        CurvePoint point = session.state().accuracy();
        assertEquals(heldOut, point.heldOut().labels());
        assertEquals(quality.heldOut().orElseThrow().accuracy().share(), point.heldOut().accuracy(), 1e-12);
        assertFalse(quality.computing());
    }

    @Test
    void flippedLabelsAreSuspectedUntilTheyAreCorrected() {
        int[] ids = IntStream.range(0, ITEMS).filter(id -> !fixture.begin().holdout().has(id)).limit(300).toArray();
        Set<Integer> wrong = IntStream.range(0, 10).mapToObj(i -> ids[7 + 29 * i]).collect(Collectors.toSet());
        LabelingSession session = labelled(ids, wrong);
        Set<Integer> suspected = Quality.of(session).suspects(15).stream().map(Suspect::row).collect(Collectors.toSet());
        assertTrue(suspected.stream().filter(wrong::contains).count() >= 5, "found of 10 wrong ones among 15: " + suspected + " " + wrong);
        int one = suspected.stream().filter(wrong::contains).findFirst().orElseThrow();
        session.relabel(new LabelEdits(new int[] {one}, new int[] {fixture.pool.truth()[one]}), null);
        assertTrue(Quality.of(session).suspects(100).stream().noneMatch(s -> s.row() == one));
    }

    @Test
    void heldOutCurveOutlivesTheProcess() {
        LabelingSession session = labelled(IntStream.range(0, 300).toArray(), Set.of());
        CurvePoint before = session.state().accuracy();
        assertEquals(before, fixture.resume().state().accuracy());
    }

    @Test
    void aHeldOutItemWhoseTwinIsLearntDoesNotMeasure() {
        LabelingSession session = labelled(IntStream.range(0, ITEMS).toArray(), Set.of());
        int held = session.holdout().ids().findFirst().orElseThrow();
        int learnt = IntStream.range(0, ITEMS).filter(id -> !session.holdout().has(id)).findFirst().orElseThrow();
        int before = session.heldOutIds(session.state(), session.scores()).length;
        session.know((dataset, id) -> id == held || id == learnt ? new int[] {Math.min(held, learnt), Math.max(held, learnt)}
                : new int[0]);
        assertEquals(before - 1, session.heldOutIds(session.state(), session.scores()).length);
    }

    @Test
    void twinsAreThoseWithoutLabel() {
        LabelingSession session = fixture.begin();
        session.know((dataset, id) -> id < 40 ? new int[] {id - id % 2, id - id % 2 + 1} : new int[0]);
        assertArrayEquals(new int[] {4, 5}, session.unlabelledTwins(session.state(), 5));
        assertArrayEquals(new int[0], session.unlabelledTwins(session.state(), 40));
        session.submit(fixture.truth(4), null, Train.NO);
        assertArrayEquals(new int[] {5}, session.unlabelledTwins(session.state(), 5));
    }
}
