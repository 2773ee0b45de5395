package org.fastlabel.embedding;

import java.time.Duration;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.OpenDataset;

/**
 * Decides which model embeds the open data set, and brings in another one: that is loaded and embeds everything beside the one in
 * use, which serves on; then it takes its place in one step. Whatever goes wrong before leaves the old one in use. Knows nothing of
 * containers and engines. Safe from any thread.
 */
final class Switchboard {

    private static final System.Logger LOG = System.getLogger(Switchboard.class.getName());

    private final Outside outside;
    private final Choice choice;
    private final String fallback;
    private final ModelSlot texts;
    private final SecondModel second;
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
        this.second = new SecondModel(this, outside);
    }

    /** Loads the chosen checkpoint in the background, and goes on with a switch that had not come to its end. */
    void start() {
        outside.run(() -> {
            second.alone(() -> {
                FirstModel first = FirstModel.load(choice.active(), fallback, outside);
                active = first.model();
                problem = first.problem();
                broken = active == null ? problem : null;
            });
            begin();
            // What was named at the start may have to be fetched first; the one that is always there serves meanwhile.
            boolean absent = choice.pinned() && problem != null && problem.code().equals("checkpoint-absent");
            String wanted = absent ? choice.active() : choice.next();
            if (active != null && wanted != null) {
                begin(new Switching(wanted));
            }
        });
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
            if (switching != null && switching.id().startsWith(ImportedModel.PREFIX)) {
                // They are of the other data set.
                cancel();
            } else if (switching != null) {
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
    synchronized void use(String id) {
        choice.requireFree();
        if (!id.equals(inUse())) {
            choice.next(id);
            begin(new Switching(id));
        } else {
            cancel();
            if (problem != null && active(id)) {
                // It stood in for another one; now it is the chosen one itself.
                choice.use(id, dataset == null ? "" : dataset.id());
                problem = null;
            }
        }
    }

    private boolean active(String id) {
        return active != null && active.id().equals(id);
    }

    private synchronized void begin(Switching next) {
        giveUp();
        switching = next;
        outside.run(() -> second.bringIn(next));
    }

    /** Gives up a change that is under way, or forgets one that failed; the checkpoint in use stays. */
    synchronized void cancel() {
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

    /**
     * Puts the model of a change in use.
     *
     * @param next what it embeds, or null
     * @return false when it was given up, or another data set was opened
     */
    boolean swap(Switching change, Serving next, Model model, OpenDataset opened) {
        Serving before;
        Model replaced;
        synchronized (this) {
            if (change.over() || dataset != opened) {
                return false;
            }
            if (model.imported()) {
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

    /** A change has failed; what is in use stays in use. */
    synchronized void fail(Switching change, Failure why) {
        if (!change.over()) {
            change.fail(why);
            try {
                choice.next(null);
            } catch (RuntimeException full) {
                LOG.log(System.Logger.Level.WARNING, "the end of the switch could not be noted", full);
            }
        }
    }

    /** What loads models besides the one in use. */
    SecondModel second() {
        return second;
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

    /**
     * The model for items of a kind that need not be those of the open data set.
     *
     * @param sentences whether they are texts, and texts have a model of their own
     * @throws CapacityExceeded while it is loading; {@link Conflict} when it could not be loaded
     */
    Model modelFor(boolean sentences) {
        if (sentences) {
            texts.load();
        }
        Model model = sentences ? texts.model() : active;
        if (model != null) {
            return model;
        }
        Failure why = sentences ? texts.failure() : broken;
        if (why != null) {
            throw new Conflict("no-model", why.message());
        }
        throw new CapacityExceeded("model-loading", "The model is still loading; try again in a few seconds.");
    }

    OpenDataset dataset() {
        return dataset;
    }

    /** Id of the checkpoint in use: imported embeddings where those serve the open data set, else the one for all. */
    String inUse() {
        OpenDataset opened = dataset;
        Serving now = serving;
        String imported = opened == null || now != null && !now.model().imported() ? null : choice.imported(opened.id());
        Model loaded = active;
        return imported != null ? imported : loaded != null ? loaded.id() : choice.active();
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
        boolean noTexts = opened != null && outside.bySentences(opened) && texts.failure() != null;
        return serving != null ? null : noTexts ? texts.failure() : broken;
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
