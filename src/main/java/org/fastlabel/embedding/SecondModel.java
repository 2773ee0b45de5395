package org.fastlabel.embedding;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.dataset.OpenDataset;

/** Loads a model besides the one in use, to bring it in or to look through it: one at a time, however many are wanted. */
final class SecondModel {

    private static final System.Logger LOG = System.getLogger(SecondModel.class.getName());

    private final Switchboard board;
    private final Outside outside;

    SecondModel(Switchboard board, Outside outside) {
        this.board = board;
        this.outside = outside;
    }

    /** Does something while no other model is being loaded. */
    synchronized void alone(Runnable task) {
        task.run();
    }

    /** Carries out a change, from the files to the swap; takes as long as that takes. */
    synchronized void bringIn(Switching change) {
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
            if (change.over()) {
                return;
            }
            Model inUse = board.active();
            model = inUse != null && inUse.id().equals(change.id()) ? inUse : outside.load(change.id(), opened);
            while (!change.over() && !embed(change, model)) {
                LOG.log(System.Logger.Level.INFO, "Another data set was opened; {0} goes on with that.", change.id());
            }
        } catch (InterruptedException e) {
            // The server is stopping; the switch goes on after its next start.
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            board.fail(change, Failure.of("The checkpoint " + change.id() + " could not be put in use", e));
        } finally {
            Serving now = board.serving();
            if (model != null && model != board.active() && (now == null || now.model() != model)) {
                model.close();
            }
        }
    }

    private OpenDataset awaitDataset(Switching change) throws InterruptedException {
        synchronized (board) {
            while (board.dataset() == null && !change.over()) {
                board.wait();
            }
            return board.dataset();
        }
    }

    /** Embeds the open data set and swaps. @return false when another data set was opened meanwhile */
    private boolean embed(Switching change, Model model) throws InterruptedException {
        OpenDataset opened = board.dataset();
        Serving next = prepare(change, model, opened);
        if (next == null) {
            return board.swap(change, null, model, opened) || change.over();
        }
        boolean swapped = false;
        try {
            next.job().await(outside.first(opened), 0);
            next.job().run();
            Embeddings.Progress end = next.job().progress();
            if (end.state().equals("failed")) {
                throw new CapacityExceeded("embedding-failed", end.error());
            }
            swapped = board.swap(change, next, model, opened);
            return swapped || change.over();
        } finally {
            if (!swapped) {
                next.end();
            }
        }
    }

    /** Opens what the model has to embed: nothing where texts have a model of their own, or it is too late. @return null for that */
    private Serving prepare(Switching change, Model model, OpenDataset opened) {
        synchronized (board) {
            boolean nothing = change.over() || board.dataset() != opened || outside.bySentences(opened) && !model.imported();
            Serving next = nothing ? null : outside.serve(model, opened);
            change.embeds(next);
            return next;
        }
    }

    /**
     * Lets somebody look at the open data set through any checkpoint that is here; one that is not in use is loaded for it, and
     * embeds what the looker waits for and nothing else. Takes as long as that takes.
     *
     * @throws Conflict with code {@code checkpoint-switching} when another checkpoint is being brought in
     */
    synchronized <T> T lookThrough(String id, Function<Serving, T> look) {
        if (board.switchUnderWay()) {
            throw new Conflict("checkpoint-switching", "Another checkpoint is being put in use; wait for the end of that.");
        }
        Serving now = board.serving();
        OpenDataset opened = board.dataset();
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

    private static void ended(FutureTask<Void> embedding) {
        try {
            embedding.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "embedding ended badly", e);
        }
    }
}
