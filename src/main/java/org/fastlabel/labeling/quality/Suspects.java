package org.fastlabel.labeling.quality;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.labeling.head.Logits;

/**
 * Labels that look wrong: those that a head which had not seen them confidently disagrees with. Ranked by how much more
 * probable the other class is, the normalised margin of Northcutt, Jiang and Chuang 2021 (Confident Learning).
 */
public final class Suspects {

    /** Less is a toss-up, not a suspicion. */
    private static final double LEAST = 0.05;

    private Suspects() {
    }

    /** @param row of the judgements, or whatever the caller makes of it
     *  @param suspicion probability of the likeliest class minus that of the label, above 0 up to 1
     *  @param suggested id of the likeliest class */
    public record Suspect(int row, double suspicion, int suggested) {
    }

    /**
     * @param unseen row i is what a head thinks that had not seen label i
     * @return the rows whose label is not the likeliest class, most suspicious first
     */
    public static List<Suspect> of(Logits unseen, int[] labels) {
        return IntStream.range(0, labels.length).filter(i -> unseen.judged(i) && unseen.best(i) != labels[i])
                .mapToObj(i -> new Suspect(i, unseen.prob(i, unseen.best(i)) - unseen.prob(i, labels[i]), unseen.best(i)))
                .filter(s -> s.suspicion >= LEAST).sorted(Comparator.comparingDouble(Suspect::suspicion).reversed()).toList();
    }
}
