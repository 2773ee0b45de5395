package org.fastlabel.generation.truth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a prompt says: some facts of a picture; of everything else it says nothing.
 *
 * @param facts names of {@link Slot} and their answers, {@code kind} among them
 */
public record Wish(Kind kind, Map<String, String> facts) {

    /** The kinds of prompts. */
    public enum Kind {
        /** One person: "a smiling woman with glasses and a red hat". */
        PORTRAIT("portrait"),
        /** Two people: "a man with a beard left of a woman with a blue hat". */
        PAIR("pair"),
        /** Two things: "a blue circle above a red square". */
        RELATION("things"),
        /** Several like things: "three green triangles". */
        COUNT("things");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        /** The answer to the slot {@code kind}. */
        public String shown() {
            return shown;
        }
    }

    public Wish {
        Map<String, String> checked = new LinkedHashMap<>();
        checked.put("kind", kind.shown());
        facts.forEach((name, answer) -> {
            if (!Slot.of(name).options().contains(answer)) {
                throw new IllegalArgumentException(name + " is never " + answer);
            }
            checked.put(name, answer);
        });
        facts = Collections.unmodifiableMap(checked);
    }

    /** The answer, or null where nothing is said. */
    public String get(String slot) {
        return facts.get(slot);
    }
}
