package org.fastlabel.generation.training;

import java.util.Map;
import org.fastlabel.generation.truth.Slot;

/** The answers to all {@link Slot}s, one after the other, as {@code answers.py} takes them. */
final class Answers {

    static final int COUNT = Slot.ALL.stream().mapToInt(slot -> slot.options().size()).sum();

    private Answers() {
    }

    /** How many each slot has. */
    static long[] sizes() {
        return Slot.ALL.stream().mapToLong(slot -> slot.options().size()).toArray();
    }

    /** Sets 1 for each answer given, in {@link #COUNT} places of {@code targets}. */
    static void mark(Map<String, String> facts, float[] targets, int from) {
        int start = from;
        for (Slot slot : Slot.ALL) {
            String answer = facts.get(slot.name());
            if (answer != null) {
                targets[start + slot.options().indexOf(answer)] = 1;
            }
            start += slot.options().size();
        }
    }
}
