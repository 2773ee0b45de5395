package org.fastlabel.embedding;

import java.util.function.Supplier;

/** A model that is loaded once, when it is first needed, or the reason why it could not be. Safe from any thread. */
final class ModelSlot {

    private final Supplier<Model> loader;
    private volatile Model model;
    private volatile Failure failure;

    ModelSlot(Supplier<Model> loader) {
        this.loader = loader;
    }

    /** Loads it now, on this thread, unless that was tried before. */
    synchronized void load() {
        if (model != null || failure != null) {
            return;
        }
        try {
            model = loader.get();
        } catch (Throwable e) {
            // Also UnsatisfiedLinkError and the like: the pages must say that there is no model, whatever the cause.
            failure = Failure.of("The model for texts could not be loaded", e);
        }
    }

    /** Null while it is not loaded. */
    Model model() {
        return model;
    }

    /** Null unless loading failed. */
    Failure failure() {
        return failure;
    }
}
