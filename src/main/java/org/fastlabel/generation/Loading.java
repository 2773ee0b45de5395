package org.fastlabel.generation;

import java.util.concurrent.CancellationException;
import org.fastlabel.generation.ModelView.Progress;
import org.fastlabel.torch.Precision;

/** One attempt to load a model, which can be given up. Safe from any thread. */
final class Loading implements FluxLoadingProgram.Progress {

    private final KnownModel model;
    private final Precision precision;
    private final long total;
    private volatile Progress progress;
    private volatile boolean cancelled;

    Loading(KnownModel model, Precision precision) {
        this.model = model;
        this.precision = precision;
        this.total = FluxMemory.weights(model.require(), precision);
        this.progress = new Progress(0, total, FluxFolder.PARTS.get(0));
    }

    KnownModel model() {
        return model;
    }

    Precision precision() {
        return precision;
    }

    Progress progress() {
        return progress;
    }

    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    @Override
    public void loaded(String part, long bytes) {
        if (cancelled) {
            throw new CancellationException();
        }
        progress = new Progress(progress.done() + bytes, total, part);
    }
}
