package org.fastlabel.goldennoise.store;

import java.time.Instant;
import java.util.Locale;
import org.fastlabel.generation.GenerationParameters;

/**
 * A group of pictures of one prompt.
 *
 * @param seq          grows with each group
 * @param ahead        made before anybody asked for it
 * @param shown        how many of the candidates are to be shown
 * @param prefilter    null where all are shown
 * @param model        name and fingerprint of the weights; null before it was begun
 * @param noiseVersion of the noise generator; 0 before it was begun
 * @param errorCode    null unless it failed
 * @param decision     the one that stands; null while it is not judged
 */
public record Batch(String id, long seq, String sessionId, long promptId, State state, boolean ahead, int shown,
                    GenerationParameters parameters, Filtered prefilter, String model, int noiseVersion, String errorCode,
                    String errorDetail, Instant created, Long decision) {

    /** Queued and running ones are made again after a restart. */
    public enum State {
        QUEUED, RUNNING, DONE, FAILED, CANCELLED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean over() {
            return this != QUEUED && this != RUNNING;
        }
    }

    /** @param by {@code clip} or {@code selector} @param explore share of what is shown that is drawn at random */
    public record Filtered(String by, int candidates, double explore) {
    }
}
