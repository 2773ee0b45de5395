package org.fastlabel.clip.training;

import java.util.function.Function;

/**
 * A caption as a predicate.
 *
 * @param truth of a picture; null where the words say nothing about it
 */
record Phrase(String text, Function<Subject, Boolean> truth) {

    /** 1 true, 0 false, -1 unknown: as the training program takes it. */
    float match(Subject subject) {
        Boolean holds = truth.apply(subject);
        return holds == null ? -1 : holds ? 1 : 0;
    }
}
