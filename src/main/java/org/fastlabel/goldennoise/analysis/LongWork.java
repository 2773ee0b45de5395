package org.fastlabel.goldennoise.analysis;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.RecordJson;

/**
 * Work that runs in the background, one at a time, with progress and cancel. How the last one ended is kept in a file; one that the end of the
 * server cut off has failed. Safe from any thread.
 */
public final class LongWork {

    private static final System.Logger LOG = System.getLogger(LongWork.class.getName());
    private static final String INTERRUPTED = "The server stopped before it was done. Start it again.";

    private final String name;
    private final Path file;
    private volatile State state;
    private volatile boolean cancelled;

    /**
     * Where it stands.
     *
     * @param state none, running, done, failed or cancelled
     * @param step  what is being done, or was last
     */
    public record State(String state, String step, int done, int total, Error error) {

        private static final State NONE = new State("none", null, 0, 0, null);

        public boolean running() {
            return state.equals("running");
        }

        private State ended(String how, Error why) {
            return new State(how, step, done, total, why);
        }
    }

    /** @param code stable @param detail for people */
    public record Error(String code, String detail) {
    }

    /** @param name for messages @param file where its state is kept */
    public LongWork(String name, Path file) {
        this.name = name;
        this.file = file;
        this.state = Kept.read(file).map(LongWork::stored).orElse(State.NONE);
    }

    private static State stored(JsonObject json) {
        String how = json.getString("state", "none");
        String step = json.getString("step", null);
        if (how.equals("running")) {
            return new State("failed", step, 0, 0, new Error("interrupted", INTERRUPTED));
        }
        JsonObject error = json.get("error") instanceof JsonObject e ? e : null;
        return new State(how, step, 0, 0, error == null ? null : new Error(error.getString("code", "unexpected"), error.getString("detail", "")));
    }

    public State state() {
        return state;
    }

    /**
     * Begins; returns at once.
     *
     * @param work has kept its result when it returns; may throw
     * @throws Conflict with code {@code already-running}
     */
    public synchronized void begin(Executor executor, Consumer<Progress> work) {
        if (state.running()) {
            throw new Conflict("already-running", "The " + name + " is running; wait for its end, or cancel it.");
        }
        cancelled = false;
        become(new State("running", "reading", 0, 1, null));
        try {
            executor.execute(() -> carryOut(work));
        } catch (RejectedExecutionException e) {
            become(state.ended("failed", new Error("busy", "The server has no thread to spare now. Try again.")));
            throw e;
        }
    }

    private void carryOut(Consumer<Progress> work) {
        long start = System.nanoTime();
        try {
            work.accept(new Progress() {

                @Override
                public void at(String step, int done, int total) {
                    state = new State("running", step, done, total, null);
                }

                @Override
                public boolean getAsBoolean() {
                    return cancelled;
                }
            });
            become(state.ended(cancelled ? "cancelled" : "done", null));
        } catch (CancellationException e) {
            become(state.ended("cancelled", null));
        } catch (FastLabelException e) {
            become(state.ended("failed", new Error(e.code(), e.getMessage())));
        } catch (RuntimeException | java.lang.Error e) {
            LOG.log(System.Logger.Level.ERROR, "the " + name + " failed", e);
            become(state.ended("failed", new Error("unexpected", "The " + name + " failed; the server's log has the details.")));
        }
        LOG.log(System.Logger.Level.INFO, "The {0} ended after {1} ms: {2}.", name, (System.nanoTime() - start) / 1_000_000, state.state());
    }

    private void become(State next) {
        state = next;
        try {
            Kept.write(file, RecordJson.of(next));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the state of the {0} could not be kept: {1}", name, e.getMessage());
        }
    }

    /** Asks what runs to stop; what it had kept before stays. */
    public void cancel() {
        cancelled = state.running();
    }
}
