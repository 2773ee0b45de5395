package org.fastlabel.hub;

import java.time.Instant;

/**
 * How tasks are given out and answers settled.
 *
 * @param overlap      how many people answer a task that is chosen for agreement; 1 for none
 * @param overlapShare the share of tasks chosen so, 0 to 1
 * @param settle       {@code majority} or {@code review}: what happens when answers disagree
 * @param hidePrelabel whether annotators answer without seeing what was proposed
 * @param lockMinutes  after how long an unanswered task returns; 0 for never
 * @param deadline     when all unanswered tasks return; null for never
 */
public record Rules(int overlap, double overlapShare, String settle, boolean hidePrelabel, int lockMinutes, Instant deadline) {

    public static final Rules USUAL = new Rules(1, 0, "majority", false, 0, null);
}
