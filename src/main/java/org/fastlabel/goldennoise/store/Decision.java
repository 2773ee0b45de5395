package org.fastlabel.goldennoise.store;

import java.time.Instant;
import java.util.Map;
import org.fastlabel.goldennoise.Verdict;

/**
 * What somebody said of a group.
 *
 * @param version  from 1 within the group
 * @param seconds  taken for it; null where it is not known
 * @param origin   {@code choice}, {@code pairs} or {@code import}
 * @param verdicts by the picture's id, of each that was shown
 */
public record Decision(long seq, String batchId, int version, String judge, Double seconds, Instant made,
                       String origin, Map<Long, Verdict> verdicts) {

    public long count(Verdict verdict) {
        return verdicts.values().stream().filter(v -> v == verdict).count();
    }
}
