package org.fastlabel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.jobs.JobState.Move;
import org.fastlabel.jobs.JobState.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobStateTest {

    /** Status, attempt of 5, and whether its end was asked for; what happens; status and attempt then. */
    @ParameterizedTest
    @CsvSource({
        "QUEUED,0,false,START,RUNNING,1",
        "QUEUED,1,false,START,RUNNING,2",
        "RUNNING,1,false,START,RUNNING,2",
        "RUNNING,5,false,START,FAILED,5",
        "RUNNING,1,true,START,CANCELLED,1",
        "RUNNING,1,false,SUCCEED,SUCCESS,1",
        // It was done before it could be stopped.
        "RUNNING,1,true,SUCCEED,SUCCESS,1",
        "RUNNING,1,false,FAIL,FAILED,1",
        "RUNNING,4,false,TRY_AGAIN,QUEUED,4",
        "RUNNING,5,false,TRY_AGAIN,FAILED,5",
        "RUNNING,1,true,TRY_AGAIN,CANCELLED,1",
        // A start that was given back does not count.
        "RUNNING,3,false,GIVE_BACK,QUEUED,2",
        "RUNNING,3,true,GIVE_BACK,CANCELLED,3",
        "RUNNING,2,true,ABANDON,CANCELLED,2",
        "QUEUED,0,false,CANCEL,CANCELLED,0",
        "RUNNING,1,false,CANCEL,RUNNING,1",
        "FAILED,5,false,RETRY,QUEUED,0",
        "CANCELLED,1,true,RETRY,QUEUED,0"})
    void whatMayHappen(Status status, int attempt, boolean cancel, Move move, Status then, int attemptThen) {
        JobState next = new JobState(status, attempt, 5, cancel).after(move).orElseThrow();
        assertEquals(then, next.status());
        assertEquals(attemptThen, next.attempt());
        assertEquals(move == Move.CANCEL && status == Status.RUNNING || cancel && move != Move.RETRY, next.cancelRequested());
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void nothingElseMayHappen(Status status) {
        Set<Move> allowed = switch (status) {
            case QUEUED -> EnumSet.of(Move.START, Move.CANCEL);
            case RUNNING -> EnumSet.complementOf(EnumSet.of(Move.RETRY));
            case SUCCESS -> EnumSet.noneOf(Move.class);
            default -> EnumSet.of(Move.RETRY);
        };
        for (Move move : Move.values()) {
            assertEquals(allowed.contains(move), new JobState(status, 1, 5, false).after(move).isPresent(), status + " " + move);
        }
    }

    @Test
    void namesOnTheWire() {
        assertEquals(Optional.of(Status.CANCELLED), Status.of("cancelled"));
        assertTrue(Status.of("Cancelled").isEmpty());
    }
}
