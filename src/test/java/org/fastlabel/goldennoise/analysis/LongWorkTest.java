package org.fastlabel.goldennoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.fastlabel.api.Conflict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongWorkTest {

    @TempDir
    Path folder;

    private LongWork work() {
        return new LongWork("analysis", folder.resolve("state.json"));
    }

    @Test
    void tellsItsProgressAndItsEnd() {
        LongWork work = work();
        assertEquals("none", work.state().state());
        work.begin(Runnable::run, progress -> {
            progress.at("maps", 2, 3);
            assertEquals("maps", work.state().step());
            assertEquals(2, work.state().done());
            assertTrue(work.state().running());
            Conflict twice = assertThrows(Conflict.class, () -> work.begin(Runnable::run, other -> { }));
            assertEquals("already-running", twice.code());
        });
        assertEquals("done", work.state().state());
        assertEquals("done", work().state().state());
    }

    @Test
    void aFailureKeepsItsReason() {
        LongWork work = work();
        work.begin(Runnable::run, progress -> {
            throw new Conflict("nothing-judged", "Nothing yet.");
        });
        assertEquals(new LongWork.Error("nothing-judged", "Nothing yet."), work().state().error());
        work.begin(Runnable::run, progress -> {
            throw new IllegalStateException("secret");
        });
        assertEquals("unexpected", work.state().error().code());
        assertTrue(!work.state().error().detail().contains("secret"));
        work.begin(Runnable::run, progress -> { });
        assertNull(work().state().error());
    }

    @Test
    void cancelReachesTheWork() {
        LongWork work = work();
        List<Runnable> waiting = new ArrayList<>();
        work.begin(waiting::add, progress -> {
            if (progress.getAsBoolean()) {
                throw new CancellationException();
            }
        });
        work.cancel();
        waiting.get(0).run();
        assertEquals("cancelled", work.state().state());
        work.cancel();
        work.begin(Runnable::run, progress -> assertTrue(!progress.getAsBoolean()));
        assertEquals("done", work.state().state());
    }

    /** As kill -9 leaves it. */
    @Test
    void whatTheEndOfTheServerCutOffHasFailed() {
        work().begin(never -> { }, progress -> { });
        LongWork next = work();
        assertEquals("failed", next.state().state());
        assertEquals("interrupted", next.state().error().code());
        next.begin(Runnable::run, progress -> { });
        assertEquals("done", next.state().state());
    }

    @Test
    void brokenFilesAndFullExecutorsAreSurvived() throws Exception {
        Files.writeString(folder.resolve("state.json"), "{\"state\":");
        LongWork work = work();
        assertEquals("none", work.state().state());
        assertThrows(RejectedExecutionException.class, () -> work.begin(full -> {
            throw new RejectedExecutionException();
        }, progress -> { }));
        assertEquals("busy", work.state().error().code());
    }
}
