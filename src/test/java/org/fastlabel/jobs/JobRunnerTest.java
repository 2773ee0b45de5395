package org.fastlabel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJBException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.jobs.JobState.Move;
import org.fastlabel.jobs.RunStore.Hold;
import org.junit.jupiter.api.Test;

class JobRunnerTest {

    private interface Work {
        String run(JobRun job) throws Exception;
    }

    private final FakeStore store = new FakeStore();
    private JobRunner runner;

    private Optional<Instant> run(Work work) {
        JobKind kind = new JobKind() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public String run(JobRun job) throws Exception {
                return work.run(job);
            }
        };
        runner = new JobRunner(store, new JobKinds() {
            @Override
            public Optional<JobKind> find(String name) {
                return Optional.of(kind).filter(k -> k.name().equals(name));
            }
        }, store.clock());
        return runner.run(FakeStore.JOB, 0, "worker");
    }

    @Test
    void saysWhatWasDone() {
        assertTrue(run(job -> "imported 100 tasks").isEmpty());
        assertEquals(Move.SUCCEED, store.ended);
        assertEquals("imported 100 tasks", store.message);
        assertEquals(0, runner.running());
    }

    @Test
    void whatMayPassIsTriedAgainNotBeforeItIsAskedTo() {
        Optional<Instant> again = run(job -> {
            throw new EJBException(new RetryLater("busy", "It is busy.", Duration.ofMinutes(3)));
        });
        assertEquals(Move.TRY_AGAIN, store.ended);
        assertEquals("It is busy.", store.message);
        assertEquals(store.retryAt, again.orElseThrow());
        assertFalse(store.retryAt.isBefore(FakeStore.NOON.plus(Duration.ofMinutes(3))));
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() {
        assertTrue(run(job -> {
            throw new Conflict("no-project", "Choose a project first.");
        }).isEmpty());
        assertEquals(Move.FAIL, store.ended);
        assertEquals("Choose a project first.", store.message);
    }

    @Test
    void aSurpriseIsTriedAgainAndTellsOnlyWhereToLook() {
        store.attempt = 2;
        assertTrue(run(job -> {
            throw new IllegalStateException("secret of the house");
        }).isPresent());
        assertEquals(Move.TRY_AGAIN, store.ended);
        assertTrue(store.message.matches(".*incident [0-9a-f-]{36}.*"), store.message);
        assertFalse(store.message.contains("secret") || store.message.contains("Exception"), store.message);
        assertTrue(store.retryAt.isAfter(FakeStore.NOON.plusSeconds(4)));
    }

    @Test
    void anErrorOfTheMachineIsASurpriseToo() {
        run(job -> {
            throw new StackOverflowError();
        });
        assertEquals(Move.TRY_AGAIN, store.ended);
    }

    @Test
    void anEndThatWasAskedForIsNoFailureHoweverItIsWrapped() {
        store.hold = Hold.CANCEL;
        run(job -> {
            try {
                job.goOn();
            } catch (JobEnded e) {
                throw new IllegalStateException(e);
            }
            return "never";
        });
        assertEquals(Move.ABANDON, store.ended);
    }

    @Test
    void anotherWorkersJobIsLeftAlone() {
        store.hold = Hold.LOST;
        assertTrue(run(job -> {
            job.goOn();
            return "never";
        }).isEmpty());
        assertNull(store.ended);
    }

    @Test
    void aProcessThatStopsGivesItsJobsBack() {
        run(job -> {
            runner.stop();
            // As of a call that was interrupted while it waited.
            throw new InterruptedException();
        });
        assertEquals(Move.GIVE_BACK, store.ended);
        assertNull(store.retryAt);
    }
}
