package org.fastlabel.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.dataset.table.Encoding;
import org.fastlabel.dataset.table.Notices;

/** Gathers the classes that a column states. */
final class ClassNames {

    private static final int MOST = 200;
    private static final int LONGEST = 60;

    private final Map<String, Integer> counts = new HashMap<>();

    /** The class that a cell states. */
    static Optional<String> of(String cell) {
        return Optional.ofNullable(cell).map(c -> Encoding.clean(c).strip()).filter(c -> !c.isEmpty());
    }

    void add(Optional<String> name) {
        // One more than allowed is enough to know.
        if (name.isPresent() && counts.size() <= MOST) {
            counts.merge(name.get(), 1, Integer::sum);
        }
    }

    /** In natural order; of two the rarer comes second, where the positive class stands. Empty when these can be no classes. */
    List<String> list(Notices notices) {
        List<String> names = counts.keySet().stream().sorted(NaturalOrder.INSTANCE).toList();
        if (names.size() > MOST || names.stream().anyMatch(n -> n.length() > LONGEST)) {
            notices.say("The column of labels has more than " + MOST + " different values, or some of more than " + LONGEST
                    + " letters; it is not used as the truth.");
            return List.of();
        }
        boolean turned = names.size() == 2 && counts.get(names.get(0)) < counts.get(names.get(1));
        return turned ? List.of(names.get(1), names.get(0)) : names;
    }
}
