package org.fastlabel.embedding;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;

/** Has some items embedded by a model that somebody wants to look through. */
record Trial(Switchboard board, Serving serving) {

    /**
     * @param goOn       told how many of them are settled, again and again; false ends it
     * @param lookMillis how often
     * @return empty when it was ended
     */
    Optional<EmbeddingMatrix> of(int[] ids, IntPredicate goOn, long lookMillis) {
        try {
            while (!serving.job().await(ids, lookMillis)) {
                Embeddings.Progress now = serving.job().progress();
                if (now.state().equals("failed")) {
                    throw new CapacityExceeded("embedding-failed", now.error());
                } else if (board.switchUnderWay()) {
                    throw new Conflict("checkpoint-switching", "Another checkpoint is being put in use; compare them after that.");
                } else if (board.dataset() != serving.dataset()) {
                    throw new Conflict("dataset-changed", "Another data set has been opened meanwhile.");
                } else if (!goOn.test(settled(ids))) {
                    return Optional.empty();
                }
            }
            return goOn.test(ids.length) ? Optional.of(serving.matrix()) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private int settled(int[] ids) {
        return (int) Arrays.stream(ids).filter(id -> !serving.store().waiting(id)).count();
    }
}
