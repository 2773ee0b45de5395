package org.fastlabel.embedding;

import jakarta.json.bind.annotation.JsonbNillable;
import org.fastlabel.api.NotFound;
import org.fastlabel.checkpoint.Checkpoint;
import org.fastlabel.checkpoint.Checkpoints;

/**
 * A change to another checkpoint, as pages show it.
 *
 * @param state      downloading, loading, embedding or failed
 * @param done       bytes while it is downloading, items while it is embedding
 * @param rate       of those per second
 * @param eta_s      seconds left, -1 when unknown
 * @param error      why it failed, or null
 * @param error_code the same, stable
 */
@JsonbNillable
public record SwitchView(String id, String state, long done, long total, double rate, long eta_s, String error, String error_code) {

    /** Null where there is nothing to be said. */
    static SwitchView of(Switching change, Checkpoints library) {
        if (change == null) {
            return null;
        }
        Failure failure = change.failure();
        Serving next = change.next();
        String state = change.state().wireName();
        if (failure != null) {
            return new SwitchView(change.id(), state, 0, 0, 0, -1, failure.message(), failure.code());
        }
        if (change.state() == Switching.State.EMBEDDING && next != null) {
            Embeddings.Progress p = next.job().progress();
            return new SwitchView(change.id(), state, p.done(), p.total(), Math.round(p.rate() * 10) / 10.0, p.etaSeconds(), null, null);
        }
        Checkpoint.Progress p = change.state() == Switching.State.DOWNLOADING ? download(change.id(), library) : null;
        return p == null ? new SwitchView(change.id(), state, 0, 0, 0, -1, null, null)
                : new SwitchView(change.id(), state, p.doneBytes(), p.totalBytes(), p.rate(), p.etaSeconds(), null, null);
    }

    private static Checkpoint.Progress download(String id, Checkpoints library) {
        try {
            return library.find(id).progress();
        } catch (NotFound e) {
            return null;
        }
    }
}
