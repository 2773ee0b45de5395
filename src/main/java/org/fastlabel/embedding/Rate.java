package org.fastlabel.embedding;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many per second, over the last few seconds. */
final class Rate {

    private static final long WINDOW_NANOS = 8_000_000_000L;

    private record Mark(long nanos, long total) {
    }

    private final Deque<Mark> marks = new ArrayDeque<>();
    private long total;

    Rate() {
        marks.add(new Mark(System.nanoTime(), 0));
    }

    synchronized void add(int count) {
        total += count;
        long now = System.nanoTime();
        marks.add(new Mark(now, total));
        while (marks.size() > 2 && now - marks.peek().nanos() > WINDOW_NANOS) {
            marks.poll();
        }
    }

    synchronized double perSecond() {
        long nanos = marks.getLast().nanos() - marks.peek().nanos();
        return nanos <= 0 ? 0 : (marks.getLast().total() - marks.peek().total()) * 1e9 / nanos;
    }
}
