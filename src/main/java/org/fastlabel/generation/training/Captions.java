package org.fastlabel.generation.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fastlabel.generation.truth.Slot;
import org.fastlabel.generation.truth.Wish;
import org.fastlabel.generation.truth.Wish.Kind;

/** What one might say of a scene. */
final class Captions {

    /** The most that is said besides what must be: more would not fit the text encoders. */
    static final int MOST = 5;

    private Captions() {
    }

    /** @param extras how many facts to say, where there are so many, besides who, or what and where, or how many */
    static Wish wish(Scene scene, int extras, Random random) {
        Map<String, String> facts = scene.facts();
        Map<String, String> said = new LinkedHashMap<>();
        List<String> free = new ArrayList<>();
        facts.forEach((slot, answer) -> {
            if (isNeeded(scene.kind(), slot)) {
                said.put(slot, answer);
            } else if (canBeSaid(scene.kind(), slot, answer)) {
                free.add(slot);
            }
        });
        Collections.shuffle(free, random);
        free.stream().limit(extras).forEach(slot -> said.put(slot, facts.get(slot)));
        return new Wish(scene.kind(), said);
    }

    /** How many facts a prompt says besides those that it must. */
    static int said(Wish wish) {
        return (int) wish.facts().keySet().stream().filter(slot -> !slot.equals("kind") && !isNeeded(wish.kind(), slot)).count();
    }

    private static boolean isNeeded(Kind kind, String slot) {
        switch (kind) {
            case PORTRAIT, PAIR:
                return slot.endsWith(".gender");
            case RELATION:
                return slot.contains(".") || slot.equals("number") || slot.equals("arrangement");
            default:
                return slot.equals("number") || slot.equals("shape") || slot.equals("color");
        }
    }

    /**
     * There is no way to say that something is not worn; the wall behind two people would make the sentence too long, and their mouths
     * are too small.
     */
    private static boolean canBeSaid(Kind kind, String slot, String answer) {
        return slot.contains(".") && kind.ordinal() <= Kind.PAIR.ordinal() && !(kind == Kind.PAIR && slot.endsWith(".mood")) && !answer.equals(Slot.NO) && !answer.equals(Slot.NONE)
                || slot.equals("background") && kind != Kind.PAIR;
    }
}
