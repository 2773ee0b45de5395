package org.fastlabel.goldennoise.learning;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Parts of the prompts of nearly the same size, by a hash of their text: a prompt's pictures are learned from together or not at all. */
final class Folds {

    private Folds() {
    }

    /** @return of each prompt, a number below {@code folds} */
    static int[] of(List<String> prompts, int folds) {
        int[] order = IntStream.range(0, prompts.size()).boxed().sorted(Comparator.comparingLong((Integer i) -> hash(prompts.get(i)))
                .thenComparing(prompts::get)).mapToInt(Integer::intValue).toArray();
        int[] fold = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            fold[order[rank]] = rank % folds;
        }
        return fold;
    }

    private static long hash(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
