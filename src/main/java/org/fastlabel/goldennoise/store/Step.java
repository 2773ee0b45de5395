package org.fastlabel.goldennoise.store;

import java.util.Locale;

/**
 * One thing that a person did, which can be taken back.
 *
 * @param batchId  null for a skip
 * @param pairSeq  the pair that was answered; null for others
 * @param before   the group's decision before; null where none stood
 * @param after    the decision that this step made; null where it made none
 * @param submitId the client's own id of the request; null where it sent none
 */
public record Step(String sessionId, Kind kind, long promptId, String batchId, Long pairSeq, Long before, Long after, String reason,
                   String submitId) {

    public enum Kind {
        SELECTION, PAIR, SKIP;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
