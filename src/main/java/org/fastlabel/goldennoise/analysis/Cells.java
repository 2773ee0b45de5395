package org.fastlabel.goldennoise.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.Verdict;

/**
 * Judged pictures as a table of prompts by seeds with many empty fields: one cell per prompt text and seed, all of one model, size and
 * noise generator, since only then a seed means the same noise. Where a cell was judged twice, the later judgement counts.
 *
 * @param images  of the cells
 * @param prompts distinct texts
 * @param seeds   distinct
 * @param prompt  of each cell, an index into {@code prompts}
 * @param seed    of each cell, an index into {@code seeds}
 */
public record Cells(List<ShownImage> images, List<String> prompts, List<Long> seeds, int[] prompt, int[] seed) {

    /** What pictures must have in common to be compared. */
    private record Kind(String modelId, int width, int height, int noiseVersion) {

        static Kind of(ShownImage image) {
            return new Kind(image.modelId(), image.parameters().width(), image.parameters().height(), image.noiseVersion());
        }
    }

    private record Key(String prompt, long seed) {
    }

    /** The cells of the kind that most of the pictures are of. @param judged in the order in which they were judged */
    public static Cells of(List<ShownImage> judged) {
        Map<Kind, List<ShownImage>> kinds = judged.stream().collect(Collectors.groupingBy(Kind::of, LinkedHashMap::new, Collectors.toList()));
        List<ShownImage> most = kinds.values().stream().reduce(List.of(), (a, b) -> b.size() > a.size() ? b : a);
        Map<Key, ShownImage> last = new LinkedHashMap<>();
        most.forEach(image -> last.put(new Key(image.prompt().strip(), image.seed()), image));
        return table(List.copyOf(last.values()));
    }

    private static Cells table(List<ShownImage> images) {
        Map<String, Integer> prompts = new LinkedHashMap<>();
        Map<Long, Integer> seeds = new LinkedHashMap<>();
        int[] prompt = new int[images.size()];
        int[] seed = new int[images.size()];
        for (int i = 0; i < prompt.length; i++) {
            prompt[i] = number(prompts, images.get(i).prompt().strip());
            seed[i] = number(seeds, images.get(i).seed());
        }
        return new Cells(images, List.copyOf(prompts.keySet()), List.copyOf(seeds.keySet()), prompt, seed);
    }

    private static <T> int number(Map<T, Integer> numbers, T key) {
        Integer next = numbers.size();
        Integer known = numbers.putIfAbsent(key, next);
        return known == null ? next : known;
    }

    public int size() {
        return images.size();
    }

    public boolean golden(int cell) {
        return images.get(cell).verdict() == Verdict.GOLDEN;
    }

    /** 1 for golden, 0 for everything else that was shown. */
    public double[] values() {
        return IntStream.range(0, size()).mapToDouble(i -> golden(i) ? 1 : 0).toArray();
    }

    /** The part in which every seed was judged under two prompts or more, and every prompt has two such seeds or more. */
    public Cells crossed() {
        List<ShownImage> kept = images;
        int before;
        do {
            before = kept.size();
            kept = shared(shared(kept, true), false);
        } while (kept.size() < before);
        return table(kept);
    }

    private static List<ShownImage> shared(List<ShownImage> images, boolean bySeed) {
        Map<Object, Integer> counts = new HashMap<>();
        images.forEach(i -> counts.merge(bySeed ? (Object) i.seed() : i.prompt().strip(), 1, Integer::sum));
        return images.stream().filter(i -> counts.get(bySeed ? (Object) i.seed() : i.prompt().strip()) > 1).toList();
    }

    /** The cells of each prompt. */
    public List<int[]> byPrompt() {
        return grouped(prompt, prompts.size());
    }

    /** The cells of each seed. */
    public List<int[]> bySeed() {
        return grouped(seed, seeds.size());
    }

    private static List<int[]> grouped(int[] group, int groups) {
        List<List<Integer>> members = new ArrayList<>(Collections.nCopies(groups, null));
        members.replaceAll(none -> new ArrayList<>());
        for (int i = 0; i < group.length; i++) {
            members.get(group[i]).add(i);
        }
        return members.stream().map(list -> list.stream().mapToInt(Integer::intValue).toArray()).toList();
    }

    /**
     * How much more often each seed was golden than its prompts' other pictures let expect: the sum over its cells of golden (0 or 1) less
     * the prompt's share of golden.
     */
    public double[] excess() {
        double[] share = byPrompt().stream().mapToDouble(cells -> IntStream.of(cells).mapToDouble(i -> golden(i) ? 1 : 0).average().orElse(0))
                .toArray();
        double[] excess = new double[seeds.size()];
        for (int i = 0; i < size(); i++) {
            excess[seed[i]] += (golden(i) ? 1 : 0) - share[prompt[i]];
        }
        return excess;
    }
}
