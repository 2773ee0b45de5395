package org.fastlabel.goldennoise;

/**
 * Wakes one worker, and lets it rest only when nobody has called since it began to look: a call that comes between its last look and its rest
 * would be lost otherwise. Safe from any thread.
 */
final class Alarm {

    private boolean working;
    private boolean called;

    /** @return whether a worker is to be started: none is awake */
    synchronized boolean ring() {
        called = true;
        boolean start = !working;
        working = true;
        return start;
    }

    /** The worker begins to look for something to do. */
    synchronized void look() {
        called = false;
    }

    /** The worker found nothing. @return whether it may end; else it looks again */
    synchronized boolean rest() {
        working = called;
        return !called;
    }
}
