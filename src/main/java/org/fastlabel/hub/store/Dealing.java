package org.fastlabel.hub.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Who gets which task: hardest first, each to whoever has least open, never twice to one person and to no more people than wanted. */
public final class Dealing {

    private Dealing() {
    }

    /** A task with free places. @param free how many more people may have it @param had who has it, or has answered it */
    public record Open(long task, int free, Set<String> had) {
    }

    public record Dealt(long task, String username) {
    }

    /**
     * @param tasks in the order in which they are to be given out
     * @param loads the people, with how many open tasks each has; grows by what each gets
     * @param most  how many are given at most
     * @return in the order of the tasks
     */
    public static List<Dealt> deal(List<Open> tasks, Map<String, Integer> loads, int most) {
        PriorityQueue<String> least = new PriorityQueue<>(Comparator.<String>comparingInt(loads::get).thenComparing(Comparator.naturalOrder()));
        least.addAll(loads.keySet());
        List<Dealt> dealt = new ArrayList<>();
        for (Open task : tasks) {
            List<String> passed = new ArrayList<>();
            Set<String> had = new HashSet<>(task.had());
            int free = task.free();
            while (free > 0 && dealt.size() < most && !least.isEmpty()) {
                String person = least.poll();
                passed.add(person);
                if (had.add(person)) {
                    dealt.add(new Dealt(task.task(), person));
                    loads.merge(person, 1, Integer::sum);
                    free--;
                }
            }
            least.addAll(passed);
            if (dealt.size() >= most) {
                break;
            }
        }
        return dealt;
    }

    /** How many each person got. */
    public static Map<String, Integer> counts(List<Dealt> dealt) {
        Map<String, Integer> counts = new HashMap<>();
        dealt.forEach(d -> counts.merge(d.username(), 1, Integer::sum));
        return counts;
    }
}
