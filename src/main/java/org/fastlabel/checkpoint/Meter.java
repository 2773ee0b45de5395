package org.fastlabel.checkpoint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Bytes per second over the last seconds. Safe from any thread. */
final class Meter {

    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final long STEP_NANOS = 250_000_000L;

    private record Mark(long nanos, long bytes) {
    }

    private final LongSupplier clock;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long bytes;

    /** @param clock nanoseconds of any origin */
    Meter(LongSupplier clock) {
        this.clock = clock;
        marks.add(new Mark(clock.getAsLong(), 0));
    }

    synchronized void add(long n) {
        bytes += n;
        long now = clock.getAsLong();
        if (now - marks.getLast().nanos() >= STEP_NANOS) {
            marks.add(new Mark(now, bytes));
        }
    }

    synchronized long rate() {
        long now = clock.getAsLong();
        while (marks.size() > 1 && now - marks.getFirst().nanos() > WINDOW_NANOS) {
            marks.removeFirst();
        }
        long nanos = now - marks.getFirst().nanos();
        return nanos <= 0 ? 0 : (long) ((bytes - marks.getFirst().bytes()) * 1e9 / nanos);
    }
}
