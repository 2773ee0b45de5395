package org.fastlabel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fastlabel.jobs.Ending.Stop;
import org.fastlabel.jobs.RunStore.Hold;
import org.junit.jupiter.api.Test;

class LiveRunTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final FakeStore store = new FakeStore();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final LiveRun run = new LiveRun(store, store.started(), store.clock(), stopping::get);

    @Test
    void tellsOfProgressNowAndThenAndOfTheLastInAnyCase() {
        run.progress(1, 9, "a");
        store.pass(SOON);
        run.progress(2, 9, "a");
        run.progress(3, 9, "b");
        assertEquals(List.of("1/9 a"), store.progress);
        run.tell();
        run.tell();
        assertEquals(List.of("1/9 a", "3/9 b"), store.progress);
        store.pass(LATER);
        run.progress(4, 9, null);
        assertEquals("4/9 ", store.progress.get(2));
    }

    @Test
    void looksNowAndThenWhetherItIsStillItsOwn() {
        run.goOn();
        store.pass(SOON);
        run.goOn();
        assertEquals(1, store.checks);
        store.pass(LATER);
        store.hold = Hold.LOST;
        assertThrows(JobEnded.class, run::goOn);
        assertEquals(Stop.TAKEN_OVER, run.stop());
        store.hold = Hold.MINE;
        assertThrows(JobEnded.class, run::goOn, "the first word counts");
    }

    @Test
    void endsWhenItIsCancelled() {
        store.hold = Hold.CANCEL;
        assertThrows(JobEnded.class, run::goOn);
        assertEquals(Stop.CANCELLED, run.stop());
    }

    @Test
    void endsWhenTheProcessStops() {
        run.goOn();
        stopping.set(true);
        assertThrows(JobEnded.class, run::goOn);
        assertEquals(Stop.STOPPING, run.stop());
    }

    @Test
    void aWorkerThatWasTakenForDeadSavesNothing() {
        JsonObject first = Json.createObjectBuilder().add("at", 1).build();
        run.save(first);
        assertEquals(first, run.saved());
        store.hold = Hold.LOST;
        assertThrows(JobEnded.class, () -> run.save(Json.createObjectBuilder().add("at", 2).build()));
        assertEquals(first, store.saved);
        assertEquals(Stop.TAKEN_OVER, run.stop());
    }
}
