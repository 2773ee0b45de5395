package org.fastlabel.goldennoise;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.goldennoise.store.Batch;
import org.fastlabel.goldennoise.store.BatchRepository;
import org.fastlabel.goldennoise.store.Session;
import org.fastlabel.goldennoise.store.SessionRepository;

/**
 * Works through the groups that are to be made, one at a time: first those that somebody waits for, then those that somebody asked for,
 * then ahead. The queue is the table of groups, so a restart goes on with it. One that is made ahead gives way to one that is waited for.
 */
@ApplicationScoped
public class Generations {

    private static final System.Logger LOG = System.getLogger(Generations.class.getName());

    @Resource
    private ManagedExecutorService executor;
    @EJB
    private BatchRepository batches;
    @EJB
    private SessionRepository sessions;
    @Inject
    private Generator generator;
    @Inject
    private Groups groups;

    private final Set<String> awaited = new LinkedHashSet<>();
    private final Map<String, List<CompletableFuture<Void>>> waiters = new HashMap<>();
    private final Alarm alarm = new Alarm();
    private Running running;

    /** The group that is being made. */
    private static final class Running {

        private final String id;
        private volatile int step;
        private volatile int steps;
        private volatile boolean cancelled;
        private volatile boolean givesWay;

        private Running(String id) {
            this.id = id;
        }
    }

    /** How far the pictures that are being made now have come. */
    public record Step(int step, int steps) {
    }

    /** Begins to work unless that is under way. */
    public void wake() {
        if (alarm.ring()) {
            executor.execute(this::work);
        }
    }

    /** Wants a group before all others. @return completed when it is over, well or not */
    public CompletableFuture<Void> await(String id) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        synchronized (this) {
            waiters.computeIfAbsent(id, x -> new ArrayList<>()).add(over);
            awaited.add(id);
            if (running != null && !running.id.equals(id) && !awaited.contains(running.id)
                    && batches.find(running.id).map(Batch::ahead).orElse(true)) {
                running.givesWay = true;
            }
        }
        wake();
        settle(id);
        return over;
    }

    /** Tells those who wait when a group is over, or gone. */
    private void settle(String id) {
        if (batches.find(id).map(b -> b.state().over()).orElse(true)) {
            List<CompletableFuture<Void>> told;
            synchronized (this) {
                awaited.remove(id);
                told = waiters.remove(id);
            }
            if (told != null) {
                told.forEach(f -> f.complete(null));
            }
        }
    }

    /** Null when the group is not being made now. */
    public synchronized Step step(String id) {
        return running != null && running.id.equals(id) ? new Step(running.step, running.steps) : null;
    }

    /** Whether anything is being made. */
    public synchronized boolean busy() {
        return running != null;
    }

    /** Gives a group up; pictures that are made stay. One that is over stays as it is. */
    public void cancel(String id) {
        synchronized (this) {
            if (running != null && running.id.equals(id)) {
                running.cancelled = true;
            }
        }
        batches.move(id, Batch.State.CANCELLED);
        settle(id);
    }

    private void work() {
        while (true) {
            String id = null;
            alarm.look();
            try {
                id = next();
                if (id == null && groups.ahead()) {
                    id = next();
                }
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "the queue of groups could not be read", e);
            }
            if (id == null) {
                if (alarm.rest()) {
                    return;
                }
                continue;
            }
            synchronized (this) {
                running = new Running(id);
            }
            try {
                make(running);
            } finally {
                synchronized (this) {
                    running = null;
                }
                settle(id);
            }
        }
    }

    private String next() {
        List<String> waiting = batches.waiting(sessions.current().map(Session::id).orElse(""));
        synchronized (this) {
            return awaited.stream().filter(waiting::contains).findFirst().orElse(waiting.isEmpty() ? null : waiting.get(0));
        }
    }

    private void make(Running now) {
        try {
            Batch batch = batches.find(now.id).orElseThrow(CancellationException::new);
            Session session = sessions.find(batch.sessionId()).orElseThrow(CancellationException::new);
            generator.make(session, sessions.prompt(batch.promptId()).orElseThrow(CancellationException::new), now.id, (step, steps) -> {
                now.step = step;
                now.steps = steps;
            }, () -> now.cancelled || now.givesWay);
        } catch (CancellationException e) {
            // Whoever cancelled has noted it, and somebody may have asked for the group again since.
            if (!now.cancelled) {
                over(now.id, () -> batches.move(now.id, now.givesWay ? Batch.State.QUEUED : Batch.State.CANCELLED));
            }
        } catch (FastLabelException e) {
            LOG.log(System.Logger.Level.INFO, "A group of pictures failed: {0}", e.getMessage());
            over(now.id, () -> batches.failed(now.id, e.code(), e.getMessage()));
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            String incident = UUID.randomUUID().toString();
            LOG.log(System.Logger.Level.ERROR, "incident " + incident + " while making pictures", e);
            over(now.id, () -> batches.failed(now.id, "internal", "Something went wrong while the pictures were made. The server's log has "
                    + "the details under incident " + incident + "."));
        }
    }

    private static void over(String id, Runnable note) {
        try {
            note.run();
        } catch (RuntimeException e) {
            // Deleted meanwhile, or the database is out of room: after the next start it is made again.
            LOG.log(System.Logger.Level.WARNING, "the end of group " + id + " could not be noted", e);
        }
    }
}
