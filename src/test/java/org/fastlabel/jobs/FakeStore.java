package org.fastlabel.jobs;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fastlabel.jobs.JobState.Move;

/** One job, whose row the test can take away. */
final class FakeStore implements RunStore {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final long JOB = 7;

    final List<String> progress = new ArrayList<>();
    JsonObject saved = JsonValue.EMPTY_JSON_OBJECT;
    Hold hold = Hold.MINE;
    int checks;
    int attempt = 1;
    Move ended;
    String message;
    Instant retryAt;
    Instant now = NOON;

    /** Stands still until it is moved. */
    SharedClock clock() {
        return new SharedClock() {
            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Started started() {
        return new Started(JOB, 1, "test", JsonValue.EMPTY_JSON_OBJECT, "ann", attempt, saved, 0, 0, "");
    }

    @Override
    public Beginning begin(long id, int round, String worker, Instant at) {
        return new Beginning(started(), null);
    }

    @Override
    public Hold hold(long id, long lease) {
        checks++;
        return hold;
    }

    @Override
    public boolean save(long id, long lease, JsonObject state) {
        if (hold != Hold.LOST) {
            saved = state;
        }
        return hold != Hold.LOST;
    }

    @Override
    public void progress(long id, long lease, long done, long total, String step) {
        progress.add(done + "/" + total + " " + step);
    }

    @Override
    public void log(long id, long lease, String line, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> end(long id, long lease, Move move, String said, Instant again, Instant at) {
        ended = move;
        message = said;
        retryAt = again;
        return Optional.ofNullable(again);
    }
}
