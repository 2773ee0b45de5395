package org.fastlabel.generation.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.fastlabel.generation.truth.Sentences;
import org.fastlabel.generation.truth.Wish;
import org.fastlabel.generation.truth.Wish.Kind;

/** Prompts for the embedded model, of each kind as hard as makes some seeds fit and others not. Deterministic. */
public final class PromptList {

    /** How much is said besides what must be: from, to. */
    private static final Map<Kind, int[]> EXTRAS = Map.of(Kind.PORTRAIT, new int[] {2, 4}, Kind.PAIR, new int[] {0, 2},
            Kind.RELATION, new int[] {0, 0}, Kind.COUNT, new int[] {0, 1});
    private static final int TRIES = 1000;

    private PromptList() {
    }

    /**
     * Distinct prompts of one kind; of fewer, the first ones are the same.
     *
     * @throws IllegalArgumentException when there are not so many
     */
    public static List<String> of(Kind kind, int count, long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + kind.ordinal());
        Set<String> found = new LinkedHashSet<>();
        for (int tries = 0; found.size() < count; tries++) {
            if (tries > TRIES + 100L * count) {
                throw new IllegalArgumentException("there are not " + count + " prompts of the kind " + kind);
            }
            int[] range = EXTRAS.get(kind);
            int extras = range[0] + random.nextInt(range[1] - range[0] + 1);
            Wish wish = Captions.wish(Scene.random(kind, false, random), extras, random);
            if (Captions.said(wish) == extras && !"one".equals(wish.get("number")) && (kind != Kind.RELATION || isAlike(wish))) {
                found.add(Sentences.write(wish, random.nextBoolean()));
            }
        }
        return List.copyOf(found);
    }

    /** Two things that differ in their shape or in their colour, not in both: harder ones hardly ever come out right. */
    private static boolean isAlike(Wish wish) {
        return wish.get("first.shape").equals(wish.get("second.shape")) != wish.get("first.color").equals(wish.get("second.color"));
    }

    /** Of all kinds in turn. */
    public static List<String> mixed(int count, long seed) {
        int kinds = Kind.values().length;
        int each = (count + kinds - 1) / kinds;
        List<List<String>> lists = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            lists.add(of(kind, each, seed));
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(lists.get(i % kinds).get(i / kinds));
        }
        return all;
    }
}
