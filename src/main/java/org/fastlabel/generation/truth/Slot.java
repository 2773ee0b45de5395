package org.fastlabel.generation.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A question about a picture with a closed list of answers. People are {@code one} (alone) or {@code left} and {@code right}; of two
 * things the {@code first} is the left or the upper one.
 *
 * @param name    such as {@code left.hat}
 * @param options what may be answered
 */
public record Slot(String name, List<String> options) {

    public static final List<String> COLORS = List.of("red", "yellow", "green", "blue", "purple", "black", "white");
    public static final List<String> SHAPES = List.of("circle", "square", "triangle", "star", "heart", "cross");
    public static final List<String> NUMBERS = List.of("one", "two", "three", "four", "five");
    public static final List<String> HAIR = List.of("black", "brown", "blond", "red", "grey");
    /** What is said of several things that are not all of one shape, or colour. */
    public static final String MIXED = "mixed";
    public static final String NONE = "none";
    public static final String YES = "yes";
    public static final String NO = "no";

    /** All questions, in the order of the classifier's answers. */
    public static final List<Slot> ALL = all();
    private static final Map<String, Slot> BY_NAME = byName();

    /** @throws IllegalArgumentException when there is none of that name */
    public static Slot of(String name) {
        Slot slot = BY_NAME.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no slot " + name);
        }
        return slot;
    }

    private static List<Slot> all() {
        List<Slot> all = new ArrayList<>();
        all.add(new Slot("kind", List.of("portrait", "pair", "things")));
        for (String person : List.of("one", "left", "right")) {
            all.add(new Slot(person + ".gender", List.of("woman", "man")));
            all.add(new Slot(person + ".mood", List.of("smiling", "serious")));
            all.add(new Slot(person + ".hair", HAIR));
            all.add(new Slot(person + ".glasses", List.of(NO, YES)));
            all.add(new Slot(person + ".beard", List.of(NO, YES)));
            all.add(new Slot(person + ".hat", with(COLORS, NONE)));
        }
        all.add(new Slot("background", COLORS));
        all.add(new Slot("number", NUMBERS));
        all.add(new Slot("shape", with(SHAPES, MIXED)));
        all.add(new Slot("color", with(COLORS, MIXED)));
        all.add(new Slot("arrangement", List.of("beside", "above", "other")));
        for (String thing : List.of("first", "second")) {
            all.add(new Slot(thing + ".shape", SHAPES));
            all.add(new Slot(thing + ".color", COLORS));
        }
        return List.copyOf(all);
    }

    private static List<String> with(List<String> options, String further) {
        List<String> all = new ArrayList<>(options);
        all.add(further);
        return List.copyOf(all);
    }

    private static Map<String, Slot> byName() {
        Map<String, Slot> map = new LinkedHashMap<>();
        ALL.forEach(slot -> map.put(slot.name(), slot));
        return map;
    }
}
