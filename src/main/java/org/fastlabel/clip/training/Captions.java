package org.fastlabel.clip.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Draws the phrases of one training step: from each group of options that exclude each other one wording per option, and
 * some phrases that stand alone. Bare words are frequent, because people type bare words.
 */
final class Captions {

    private static final Set<String> TAKES_AN = Set.of("a", "e", "i", "o", "u");
    private static final List<String> FRAMES = List.of("a photo of %s", "a picture of %s", "an image of %s",
            "a small photo of %s", "a blurry photo of %s", "this is %s", "photo of %s");
    private static final int COMBINATIONS = 12;
    private static final int DRAWN = 6;
    private static final int LOOSE = 4;

    /** @param weights per group, {@code phrases.size()} numbers: the group's weight at its own phrases, else 0 */
    record Drawn(List<Phrase> phrases, List<float[]> weights) {
    }

    private Captions() {
    }

    static Drawn draw(RandomGenerator random) {
        List<Phrase> phrases = new ArrayList<>();
        List<int[]> spans = new ArrayList<>();
        List<Float> strengths = new ArrayList<>();
        for (Vocabulary.Group group : Vocabulary.GROUPS) {
            int from = phrases.size();
            for (Vocabulary.Option option : group.options()) {
                phrases.add(new Phrase(word(option, group.kind(), random), option.truth()));
            }
            spans.add(new int[] {from, phrases.size()});
            strengths.add(group.weight());
        }
        for (int i = 0; i < LOOSE; i++) {
            phrases.add(loose(random));
        }
        for (int i = 0; i < COMBINATIONS; i++) {
            phrases.add(Combination.draw(random));
        }
        for (int i = 0; i < DRAWN; i++) {
            phrases.add(DrawingWords.combination(random));
        }
        List<float[]> weights = new ArrayList<>();
        for (int g = 0; g < spans.size(); g++) {
            float[] row = new float[phrases.size()];
            for (int t = spans.get(g)[0]; t < spans.get(g)[1]; t++) {
                row[t] = strengths.get(g);
            }
            weights.add(row);
        }
        return new Drawn(phrases, weights);
    }

    /** Thing: a noun, framed. Trait: already a phrase, seldom framed. */
    private static String word(Vocabulary.Option option, Vocabulary.Kind kind, RandomGenerator random) {
        String word = pick(option.words(), random);
        if (kind == Vocabulary.Kind.TRAIT) {
            return random.nextInt(8) == 0 ? String.format(Locale.ROOT, pick(FRAMES, random), word) : word;
        }
        switch (random.nextInt(8)) {
            case 0, 1, 2:
                return word;
            case 3:
                return article(word);
            case 4:
                return word + "s";
            default:
                return String.format(Locale.ROOT, pick(FRAMES, random), article(word));
        }
    }

    private static Phrase loose(RandomGenerator random) {
        if (random.nextInt(3) > 0) {
            Vocabulary.Option option = pick(Vocabulary.LOOSE, random);
            return new Phrase(word(option, Vocabulary.Kind.THING, random), option.truth());
        }
        Vocabulary.Option option = pick(Vocabulary.GROUPS.get(0).options(), random);
        String word = pick(option.words(), random);
        Function<Subject, Boolean> truth = option.truth();
        return new Phrase(pick(List.of("not " + article(word), "no " + word, "anything but " + article(word)), random),
                s -> truth.apply(s) == null ? null : Boolean.valueOf(!truth.apply(s)));
    }

    static String article(String noun) {
        return (TAKES_AN.contains(noun.substring(0, 1)) ? "an " : "a ") + noun;
    }

    static <T> T pick(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
