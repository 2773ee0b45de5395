package org.fastlabel.clip.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fastlabel.clip.training.Vocabulary.Group;
import org.fastlabel.clip.training.Vocabulary.Kind;
import org.fastlabel.clip.training.Vocabulary.Option;

/** Words for {@link Drawings}. */
final class DrawingWords {

    private static final Map<String, List<String>> SHAPES = Map.of("circle", List.of("circle", "disc"), "ring", List.of("ring"),
            "moon", List.of("moon", "crescent"), "house", List.of("house", "hut"), "tree", List.of("tree", "fir tree"),
            "flower", List.of("flower", "blossom"), "cup", List.of("cup", "mug"), "mushroom", List.of("mushroom", "toadstool"),
            "cross", List.of("cross", "plus sign"));
    private static final Map<String, List<String>> GROUNDS = Map.ofEntries(
            Map.entry("plain", List.of("a plain background", "plain", "one colour")),
            Map.entry("gradient", List.of("a gradient", "gradient", "a smooth gradient")),
            Map.entry("stripes", List.of("stripes", "striped", "a striped background")),
            Map.entry("dots", List.of("dots", "dotted", "polka dots")),
            Map.entry("checks", List.of("checks", "checkered", "a chessboard pattern")),
            Map.entry("waves", List.of("waves", "wavy lines", "a wavy pattern")),
            Map.entry("noise", List.of("a grainy background", "grainy", "random squares")),
            Map.entry("beach", List.of("a beach", "beach", "sea and sand")),
            Map.entry("mountains", List.of("mountains", "a mountain landscape")),
            Map.entry("night", List.of("a starry night", "night sky", "stars at night")),
            Map.entry("meadow", List.of("a meadow", "meadow", "grass and flowers")),
            Map.entry("city", List.of("a city", "city", "skyscrapers", "a row of houses")));

    static final List<Group> GROUPS = List.of(
            new Group(Kind.THING, 0.3f, Outline.NAMES.stream().map(s -> option("shape", s, SHAPES.getOrDefault(s, List.of(s)))).toList()),
            new Group(Kind.TRAIT, 0.2f, Drawings.colors().stream()
                    .map(c -> option("color", c, List.of(c, c, "something " + c, "a " + c + " thing"))).toList()),
            new Group(Kind.TRAIT, 0.2f, Ground.NAMES.stream().map(n -> option("ground", n, GROUNDS.get(n))).toList()),
            new Group(Kind.TRAIT, 0.1f, Drawings.COUNTS.stream()
                    .map(n -> option("count", n, List.of(n + (n.equals("one") ? " thing" : " things")))).toList()));

    private DrawingWords() {
    }

    private static Option option(String trait, String value, List<String> words) {
        return new Option(words, s -> s.has(trait, value));
    }

    /** "two red stars", "a blue cup before mountains". */
    static Phrase combination(RandomGenerator random) {
        Map<String, String> wanted = new java.util.LinkedHashMap<>();
        String shape = Captions.pick(Outline.NAMES, random);
        String color = Captions.pick(Drawings.colors(), random);
        wanted.put("shape", shape);
        wanted.put("color", color);
        String thing = color + " " + Captions.pick(SHAPES.getOrDefault(shape, List.of(shape)), random);
        List<String> words = new ArrayList<>();
        int count = random.nextInt(3) == 0 ? random.nextInt(Drawings.COUNTS.size()) : -1;
        if (count > 0) {
            wanted.put("count", Drawings.COUNTS.get(count));
            words.add(Drawings.COUNTS.get(count) + " " + thing + (thing.endsWith("sh") || thing.endsWith("ss") ? "" : "s"));
        } else {
            words.add(random.nextInt(3) == 0 ? thing : Captions.article(thing));
        }
        if (random.nextInt(4) == 0) {
            String ground = Captions.pick(Ground.NAMES, random);
            wanted.put("ground", ground);
            words.add("before " + GROUNDS.get(ground).get(0));
        }
        return new Phrase(String.join(" ", words), s -> s.traits().containsKey("shape")
                ? Boolean.valueOf(wanted.entrySet().stream().allMatch(e -> s.has(e.getKey(), e.getValue()))) : null);
    }
}
