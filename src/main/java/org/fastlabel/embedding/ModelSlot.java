package org.fastlabel.embedding;

import java.util.concurrent.Callable;
import org.fastlabel.api.FastLabelException;

/** A model that is loaded once, when it is first needed, or the reason why it could not be. Safe from any thread. */
final class ModelSlot<M> {

    private static final System.Logger LOG = System.getLogger(ModelSlot.class.getName());

    private final Callable<M> loader;
    private volatile M model;
    private volatile String error;

    ModelSlot(Callable<M> loader) {
        this.loader = loader;
    }

    /** Loads it now, on this thread, unless that was tried before. */
    synchronized void load() {
        if (model != null || error != null) {
            return;
        }
        try {
            model = loader.call();
        } catch (FastLabelException e) {
            error = e.getMessage();
            LOG.log(System.Logger.Level.ERROR, "The checkpoint cannot be used: {0}", e.getMessage());
        } catch (Throwable e) {
            // Also UnsatisfiedLinkError and the like: the pages must say that there is no model, whatever the cause.
            error = "The native engine could not be started (" + e.getClass().getSimpleName()
                    + "). The server's log has the details.";
            LOG.log(System.Logger.Level.ERROR, "The native engine could not be started", e);
        }
    }

    /** Null while it is not loaded. */
    M model() {
        return model;
    }

    /** Null unless loading failed. */
    String error() {
        return error;
    }
}
