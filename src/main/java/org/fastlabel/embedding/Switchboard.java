package org.fastlabel.embedding;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.OpenDataset;

/**
 * Decides which model embeds the open data set, and brings in another one: that is loaded and embeds everything beside the one in
 * use, which serves on; then it takes its place in one step. Whatever goes wrong before leaves the old one in use. One model at
 * most is loaded besides the one in use. Knows nothing of containers and engines. Safe from any thread.
 */
final class Switchboard {

    private static final System.Logger LOG = System.getLogger(Switchboard.class.getName());

    private final Outside outside;
    private final Choice choice;
    private final String fallback;
    private final ModelSlot texts;
    /** Held by whoever loads a model besides the one in use. */
    private final Object oneMore = new Object();
    private volatile Model active;
    /** Why the chosen checkpoint is not the one in use; and why there is none. */
    private volatile Failure problem;
    private volatile Failure broken;
    private volatile OpenDataset dataset;
    private volatile Serving serving;
    private volatile Switching switching;

    /** @param fallback the checkpoint that is always there */
    Switchboard(Outside outside, Choice choice, String fallback) {
        this.outside = outside;
        this.choice = choice;
        this.fallback = fallback;
        this.texts = new ModelSlot(outside::loadTexts);
    }

    /** Loads the chosen checkpoint in the background, and goes on with a switch that had not come to its end. */
    void start() {
        outside.run(() -> {
            synchronized (oneMore) {
                loadChosen();
            }
            begin();
            // What was named at the start may have to be fetched first; the one that is always there serves meanwhile.
            boolean absent = choice.pinned() && problem != null && problem.code().equals("checkpoint-absent");
            String wanted = absent ? choice.active() : choice.next();
            if (active != null && wanted != null) {
                begin(new Switching(wanted));
            }
        });
    }

    private boolean active(String id) {
        Model now = active;
        return now != null && now.id().equals(id);
    }

    /** Where the chosen one cannot be used, the one that is always there serves, and {@link #problem} says why. */
    private void loadChosen() {
        String chosen = choice.active();
        try {
            active = outside.load(chosen, null);
        } catch (Throwable e) {
            Failure why = Failure.of("The checkpoint " + chosen + " could not be loaded", e);
            if (chosen.equals(fallback)) {
                broken = why;
            } else {
                loadFallback(why);
            }
        }
    }

    private void loadFallback(Failure why) {
        try {
            active = outside.load(fallback, null);
            problem = new Failure(why.code(), why.message() + " The embedded checkpoint is used instead.");
        } catch (Throwable e) {
            broken = Failure.of("The embedded checkpoint could not be loaded", e);
        }
    }

    /** Makes a data set the current one: what runs is cancelled, what is stored is found again, the rest is embedded. */
    void open(OpenDataset opened) {
        synchronized (this) {
            if (serving != null) {
                serving.end();
            }
            serving = null;
            dataset = opened;
            broken = active == null ? broken : null;
            if (switching != null) {
                switching.stopEmbedding();
            }
            notifyAll();
        }
        if (outside.bySentences(opened) && texts.model() == null) {
            outside.run(() -> {
                texts.load();
                begin();
            });
        } else {
            begin();
        }
    }

    /** Lets the model at hand serve the open data set, unless one does already. */
    private void begin() {
        OpenDataset begun = dataset;
        synchronized (this) {
            Model model = begun == null || begun != dataset || serving != null ? null : modelFor(begun);
            if (model != null) {
                try {
                    serving = outside.serve(model, begun);
                    outside.run(serving.job());
                } catch (RuntimeException e) {
                    broken = Failure.of("The embeddings of " + begun.name() + " could not be opened", e);
                }
            }
            notifyAll();
        }
        if (begun != null && serving != null) {
            outside.changed(begun);
        }
    }

    /** Null while it is not loaded. */
    private Model modelFor(OpenDataset opened) {
        String imported = choice.imported(opened.id());
        if (imported != null) {
            try {
                return outside.load(imported, opened);
            } catch (RuntimeException e) {
                problem = Failure.of("The imported embeddings could not be opened", e);
            }
        }
        return outside.bySentences(opened) ? texts.model() : active;
    }

    /**
     * Begins to change to another checkpoint; another change that is under way is given up.
     *
     * @throws Conflict with code {@code checkpoint-pinned}
     */
    void use(String id) {
        choice.requireFree();
        if (id.equals(inUse())) {
            cancel();
            return;
        }
        choice.next(id);
        begin(new Switching(id));
    }

    private void begin(Switching next) {
        synchronized (this) {
            giveUp();
            switching = next;
        }
        outside.run(() -> carryOut(next));
    }

    /** Gives up a change that is under way, or forgets one that failed; the checkpoint in use stays. */
    void cancel() {
        choice.next(null);
        giveUp();
    }

    private synchronized void giveUp() {
        Switching now = switching;
        switching = null;
        if (now != null && now.underWay()) {
            now.end();
            now.stopEmbedding();
            outside.stopFetching(now.id());
        }
        notifyAll();
    }

    private void carryOut(Switching change) {
        synchronized (oneMore) {
            Model model = null;
            try {
                if (change.over()) {
                    return;
                }
                outside.fetch(change.id());
                if (change.over()) {
                    return;
                }
                change.to(Switching.State.LOADING);
                OpenDataset opened = awaitDataset(change);
                model = active(change.id()) ? active : outside.load(change.id(), opened);
                while (!change.over() && !embed(change, model)) {
                    LOG.log(System.Logger.Level.INFO, "Another data set was opened; {0} goes on with that.", change.id());
                }
            } catch (InterruptedException e) {
                // The server is stopping; the switch goes on after its next start.
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                fail(change, e);
            } finally {
                if (model != null && model != active && (serving == null || serving.model() != model)) {
                    model.close();
                }
            }
        }
    }

    private synchronized OpenDataset awaitDataset(Switching change) throws InterruptedException {
        while (dataset == null && !change.over()) {
            wait();
        }
        return dataset;
    }

    /** Embeds the open data set and swaps. @return false when another data set was opened meanwhile */
    private boolean embed(Switching change, Model model) throws InterruptedException {
        Serving next;
        OpenDataset opened;
        synchronized (this) {
            if (change.over()) {
                return true;
            }
            opened = dataset;
            next = outside.bySentences(opened) && !imported(model) ? null : outside.serve(model, opened);
            change.embeds(next);
        }
        if (next == null) {
            return swap(change, null, model, opened) || change.over();
        }
        boolean swapped = false;
        try {
            next.job().await(outside.first(opened), 0);
            next.job().run();
            Embeddings.Progress end = next.job().progress();
            if (end.state().equals("failed")) {
                throw new CapacityExceeded("embedding-failed", end.error());
            }
            swapped = swap(change, next, model, opened);
            return swapped || change.over();
        } finally {
            if (!swapped) {
                next.end();
            }
        }
    }

    private static boolean imported(Model model) {
        return model.id().startsWith(ImportedModel.PREFIX);
    }

    /** @return false when it was given up, or another data set was opened */
    private boolean swap(Switching change, Serving next, Model model, OpenDataset opened) {
        Serving before;
        Model replaced;
        synchronized (this) {
            if (change.over() || dataset != opened) {
                return false;
            }
            if (imported(model)) {
                choice.useImported(model.id(), opened.id());
                replaced = null;
            } else {
                choice.use(model.id(), opened.id());
                replaced = active == model ? null : active;
                active = model;
            }
            before = serving;
            serving = next == null ? before : next;
            problem = null;
            switching = null;
            change.end();
            notifyAll();
        }
        LOG.log(System.Logger.Level.INFO, "{0} is in use now.", model.id());
        if (next != null && before != null) {
            before.end();
        }
        outside.changed(opened);
        if (replaced != null) {
            replaced.close();
        }
        return true;
    }

    private void fail(Switching change, Throwable e) {
        Failure why = Failure.of("The checkpoint " + change.id() + " could not be put in use", e);
        synchronized (this) {
            if (!change.over()) {
                change.fail(why);
                try {
                    choice.next(null);
                } catch (RuntimeException full) {
                    LOG.log(System.Logger.Level.WARNING, "the end of the switch could not be noted", full);
                }
            }
        }
    }

    /**
     * Lets somebody look at the open data set through any checkpoint that is here; one that is not in use is loaded for it, and
     * embeds what the looker waits for and nothing else. Takes as long as that takes.
     *
     * @throws Conflict with code {@code checkpoint-switching} when another checkpoint is being brought in
     */
    <T> T lookThrough(String id, Function<Serving, T> look) {
        synchronized (oneMore) {
            if (switchUnderWay()) {
                throw new Conflict("checkpoint-switching", "Another checkpoint is being put in use; wait for the end of that.");
            }
            Serving now = serving;
            OpenDataset opened = dataset;
            if (now != null && now.model().id().equals(id)) {
                return look.apply(now);
            }
            try (Model model = outside.load(id, opened)) {
                Serving aside = outside.serve(model, opened);
                aside.job().pause(true);
                FutureTask<Void> embedding = new FutureTask<>(aside.job(), null);
                outside.run(embedding);
                try {
                    return look.apply(aside);
                } finally {
                    aside.end();
                    ended(embedding);
                }
            }
        }
    }

    private static void ended(FutureTask<Void> embedding) {
        try {
            embedding.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "embedding ended badly", e);
        }
    }

    boolean switchUnderWay() {
        Switching now = switching;
        return now != null && now.underWay();
    }

    /** Waits for a model to serve. @return null when there is none in time, or never will be */
    synchronized Serving await(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (serving == null && failure() == null) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        return serving;
    }

    /** What serves the open data set; null while nothing does. */
    Serving serving() {
        return serving;
    }

    /** The change that is under way, or the last one that failed; null when there is none. */
    Switching switching() {
        return switching;
    }

    /** Null while it is loading. */
    Model active() {
        return active;
    }

    OpenDataset dataset() {
        return dataset;
    }

    /** Id of the checkpoint in use: imported embeddings where those serve the open data set, else the one for all. */
    String inUse() {
        OpenDataset opened = dataset;
        Serving now = serving;
        String imported = opened == null || now != null && !imported(now.model()) ? null : choice.imported(opened.id());
        Model loaded = active;
        return imported != null ? imported : loaded != null ? loaded.id() : choice.active();
    }

    /** Whether the checkpoint was named at the start and cannot be changed. */
    boolean pinned() {
        return choice.pinned();
    }

    /** The name of what will serve the open data set, while nothing does. */
    String wanted() {
        OpenDataset opened = dataset;
        return opened != null && outside.bySentences(opened) ? outside.textsId() : inUse();
    }

    /** Why the chosen checkpoint is not the one in use, or null. */
    Failure problem() {
        return problem;
    }

    /** Why nothing will serve the open data set; null when something does, or may yet. */
    Failure failure() {
        OpenDataset opened = dataset;
        if (serving != null) {
            return null;
        }
        return opened != null && outside.bySentences(opened) && texts.failure() != null ? texts.failure() : broken;
    }

    /** Ends what runs; what was to be goes on after the next start. */
    void stop() {
        Switching now = switching;
        if (now != null) {
            now.end();
            now.stopEmbedding();
        }
        Serving current = serving;
        if (current != null) {
            current.end();
        }
    }
}
