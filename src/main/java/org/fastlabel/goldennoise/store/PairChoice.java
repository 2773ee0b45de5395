package org.fastlabel.goldennoise.store;

import java.time.Instant;
import org.fastlabel.goldennoise.rating.Comparison;

/** One of two pictures was preferred, or neither. */
public record PairChoice(long seq, String batchId, Comparison comparison, String judge, Double seconds, Instant made) {
}
