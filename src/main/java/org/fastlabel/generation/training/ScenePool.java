package org.fastlabel.generation.training;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fastlabel.generation.truth.Wish.Kind;

/** Scenes and their pictures, each a function of the pool's seed and its number. */
record ScenePool(List<Scene> scenes, List<byte[]> pictures) {

    /** Numbers from here on are never trained on. */
    static final int HELD_OUT = 1_000_000;

    /**
     * @param shares of portraits, pairs, relations and counts, any positive numbers
     * @param odd    see {@link Scene#random}
     */
    static ScenePool of(int first, int count, double[] shares, boolean odd, long seed) {
        List<Scene> scenes = IntStream.range(first, first + count).mapToObj(i -> scene(i, shares, odd, seed)).toList();
        return new ScenePool(scenes, scenes.parallelStream().map(s -> SceneDrawing.draw(s).rgb()).toList());
    }

    private static Scene scene(int number, double[] shares, boolean odd, long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L);
        double total = 0;
        for (double share : shares) {
            total += share;
        }
        double at = random.nextDouble() * total;
        int kind = 0;
        while (kind < shares.length - 1 && at >= shares[kind]) {
            at -= shares[kind++];
        }
        return Scene.random(Kind.values()[kind], odd, random);
    }

    int size() {
        return scenes.size();
    }

    /** The pixels of some pictures, one after the other. */
    byte[] pixels(int[] numbers) {
        int length = pictures.get(0).length;
        byte[] all = new byte[length * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(pictures.get(numbers[i]), 0, all, i * length, length);
        }
        return all;
    }
}
