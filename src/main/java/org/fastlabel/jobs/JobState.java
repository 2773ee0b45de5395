package org.fastlabel.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a job stands. @param attempt how often it has been started, not counting starts that were given back */
public record JobState(Status status, int attempt, int maxAttempts, boolean cancelRequested) {

    /** As people see it, in small letters. */
    public enum Status {
        QUEUED, RUNNING, SUCCESS, FAILED, CANCELLED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Status> of(String wireName) {
            return Arrays.stream(values()).filter(status -> status.wireName().equals(wireName)).findFirst();
        }

        boolean finished() {
            return this != QUEUED && this != RUNNING;
        }
    }

    /** What can happen to a job. */
    public enum Move {
        /** A worker begins, or takes over from one that has died. */
        START,
        SUCCEED,
        FAIL,
        /** It failed in a way that may pass. */
        TRY_AGAIN,
        /** Its worker stops in good order. */
        GIVE_BACK,
        /** Its work has seen that it is to be cancelled. */
        ABANDON,
        /** Somebody asks for its end. */
        CANCEL,
        /** Somebody wants it done again from where it stopped. */
        RETRY
    }

    /** @return where the job stands then; empty when that cannot happen to it now */
    Optional<JobState> after(Move move) {
        if (move == Move.RETRY) {
            return status == Status.FAILED || status == Status.CANCELLED ? Optional.of(new JobState(Status.QUEUED, 0, maxAttempts, false))
                    : Optional.empty();
        }
        boolean movable = move == Move.START || move == Move.CANCEL ? !status.finished() : status == Status.RUNNING;
        return movable ? Optional.of(moved(move)) : Optional.empty();
    }

    private JobState moved(Move move) {
        switch (move) {
            case START:
                // One that is running has lost its worker; work that brings down every worker must come to an end too.
                return cancelRequested ? as(Status.CANCELLED)
                        : attempt >= maxAttempts ? as(Status.FAILED) : new JobState(Status.RUNNING, attempt + 1, maxAttempts, false);
            case SUCCEED:
                return as(Status.SUCCESS);
            case FAIL:
                return as(Status.FAILED);
            case TRY_AGAIN:
                return cancelRequested ? as(Status.CANCELLED) : attempt >= maxAttempts ? as(Status.FAILED) : as(Status.QUEUED);
            case GIVE_BACK:
                return cancelRequested ? as(Status.CANCELLED) : new JobState(Status.QUEUED, attempt - 1, maxAttempts, false);
            case CANCEL:
                return status == Status.RUNNING ? new JobState(status, attempt, maxAttempts, true) : as(Status.CANCELLED);
            default:
                return as(Status.CANCELLED);
        }
    }

    private JobState as(Status other) {
        return new JobState(other, attempt, maxAttempts, cancelRequested);
    }
}
