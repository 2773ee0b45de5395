package org.fastlabel.goldennoise.store;

/**
 * @param number from 1 within its session
 * @param state  {@code DECIDED} as soon as a decision about one of its groups stands
 */
public record Prompt(long id, String sessionId, int number, String text, State state) {

    public enum State {
        OPEN, DECIDED, SKIPPED
    }
}
