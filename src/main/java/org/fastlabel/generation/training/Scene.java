package org.fastlabel.generation.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fastlabel.generation.truth.Slot;
import org.fastlabel.generation.truth.Wish.Kind;

/**
 * Everything that can be said of a picture before it is drawn.
 *
 * @param facts the answers to all {@link Slot}s that apply
 * @param seed  of all else: faces, exact shades, places
 */
record Scene(Kind kind, Map<String, String> facts, long seed) {

    /** Of things shown to the classifier: how often one of them differs from the others. */
    private static final double ODD = 0.25;

    /** @param odd whether one of several things may differ from the others, which no prompt asks for */
    static Scene random(Kind kind, boolean odd, Random random) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("kind", kind.shown());
        facts.put("background", pick(Slot.COLORS, random));
        switch (kind) {
            case PORTRAIT:
                person("one", facts, random);
                break;
            case PAIR:
                person("left", facts, random);
                person("right", facts, random);
                break;
            case RELATION:
                two(facts, random);
                break;
            default:
                several(facts, odd && random.nextDouble() < ODD, random);
        }
        return new Scene(kind, facts, random.nextLong());
    }

    /** Women have long hair and no beard, men short hair: so that it can be seen. */
    private static void person(String who, Map<String, String> facts, Random random) {
        boolean woman = random.nextBoolean();
        facts.put(who + ".gender", woman ? "woman" : "man");
        facts.put(who + ".mood", random.nextBoolean() ? "smiling" : "serious");
        facts.put(who + ".hair", pick(Slot.HAIR, random));
        facts.put(who + ".glasses", random.nextBoolean() ? Slot.YES : Slot.NO);
        facts.put(who + ".beard", !woman && random.nextBoolean() ? Slot.YES : Slot.NO);
        facts.put(who + ".hat", random.nextDouble() < 0.6 ? another(facts.get("background"), random) : Slot.NONE);
    }

    private static void two(Map<String, String> facts, Random random) {
        String ground = facts.get("background");
        facts.put("number", "two");
        facts.put("arrangement", random.nextBoolean() ? "beside" : "above");
        for (String which : List.of("first", "second")) {
            facts.put(which + ".shape", pick(Slot.SHAPES, random));
            facts.put(which + ".color", another(ground, random));
        }
        facts.put("shape", same(facts, "shape"));
        facts.put("color", same(facts, "color"));
    }

    private static String same(Map<String, String> facts, String what) {
        String first = facts.get("first." + what);
        return first.equals(facts.get("second." + what)) ? first : Slot.MIXED;
    }

    /** Two may stand in any way, which is then not said. The odd one is the last. */
    private static void several(Map<String, String> facts, boolean odd, Random random) {
        String number = pick(Slot.NUMBERS, random);
        facts.put("number", number);
        if (!number.equals("two")) {
            facts.put("arrangement", "other");
        }
        boolean oddShape = odd && !number.equals("one") && random.nextBoolean();
        facts.put("shape", oddShape ? Slot.MIXED : pick(Slot.SHAPES, random));
        facts.put("color", odd && !number.equals("one") && !oddShape ? Slot.MIXED : another(facts.get("background"), random));
    }

    static String another(String color, Random random) {
        String other = pick(Slot.COLORS, random);
        while (other.equals(color)) {
            other = pick(Slot.COLORS, random);
        }
        return other;
    }

    static <T> T pick(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
