package org.fastlabel.jobs;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fastlabel.jobs.JobState.Move;
import org.fastlabel.jobs.JobState.Status;

/** {@link RunStore} in the database. Each call is a transaction of its own: work that is rolled back has still said how far it came. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RunRepository implements RunStore {

    private static final int MAX_STEP = 500;
    private static final String MINE = " where j.id = :id and j.lease = :lease and j.status = 'RUNNING'";

    @PersistenceContext
    private EntityManager em;

    @Override
    public Beginning begin(long id, int round, String worker, Instant now) {
        JobEntity job = em.find(JobEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (job == null || job.round() != round || job.state().status().finished()) {
            return new Beginning(null, null);
        }
        if (job.retryAt() != null && job.retryAt().isAfter(now)) {
            return new Beginning(null, job.retryAt());
        }
        String lost = job.state().status() == Status.RUNNING ? job.worker() : null;
        JobState next = job.state().after(Move.START).orElseThrow();
        job.move(next, next.status() == Status.FAILED ? "Given up: each of " + next.attempt() + " workers that ran it has gone." : "", now);
        job.changed(change(em));
        if (next.status() != Status.RUNNING) {
            return new Beginning(null, null);
        }
        job.startedBy(worker, now);
        line(em, job, (lost == null ? "Started by " + worker : "Taken over by " + worker + ": " + lost + " has gone") + ", attempt "
                + next.attempt() + " of " + next.maxAttempts() + ".", now);
        return new Beginning(job.started(), null);
    }

    @Override
    public Hold hold(long id, long lease) {
        return em.createQuery("select j.cancelRequested from JobEntity j" + MINE, Boolean.class).setParameter("id", id)
                .setParameter("lease", lease).getResultStream().findFirst().map(cancel -> cancel ? Hold.CANCEL : Hold.MINE)
                .orElse(Hold.LOST);
    }

    @Override
    public boolean save(long id, long lease, JsonObject state) {
        return em.createQuery("update JobEntity j set j.saved = :saved" + MINE).setParameter("saved", state.toString())
                .setParameter("id", id).setParameter("lease", lease).executeUpdate() == 1;
    }

    @Override
    public void progress(long id, long lease, long done, long total, String step) {
        em.createQuery("update JobEntity j set j.done = :done, j.total = :total, j.step = :step, j.change = :change" + MINE)
                .setParameter("done", done).setParameter("total", total)
                .setParameter("step", step.length() <= MAX_STEP ? step : step.substring(0, MAX_STEP)).setParameter("change", change(em))
                .setParameter("id", id).setParameter("lease", lease).executeUpdate();
    }

    @Override
    public void log(long id, long lease, String text, Instant now) {
        held(id, lease).ifPresent(job -> line(em, job, text, now));
    }

    @Override
    public Optional<Instant> end(long id, long lease, Move move, String message, Instant retryAt, Instant now) {
        Optional<JobEntity> held = held(id, lease);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        JobEntity job = held.get();
        JobState next = job.state().after(move).orElseThrow();
        job.move(next, next.status() == Status.CANCELLED ? "cancelled" : message, now);
        job.changed(change(em));
        boolean again = next.status() == Status.QUEUED;
        if (again && retryAt != null) {
            job.waitUntil(retryAt);
        }
        line(em, job, outcome(next.status(), retryAt == null ? null : Duration.between(now, retryAt)) + (message == null || message.isEmpty()
                ? "." : ": " + message), now);
        return again ? Optional.of(retryAt == null ? now : retryAt) : Optional.empty();
    }

    private static String outcome(Status status, Duration wait) {
        return switch (status) {
            case SUCCESS -> "Done";
            case FAILED -> "Failed";
            case CANCELLED -> "Ended";
            default -> wait == null ? "Given back" : "To be tried again in " + Math.max(1, wait.toSeconds()) + " s";
        };
    }

    private Optional<JobEntity> held(long id, long lease) {
        return Optional.ofNullable(em.find(JobEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(job -> job.lease() == lease && job.state().status() == Status.RUNNING);
    }

    /** @param job locked by this transaction */
    static void line(EntityManager em, JobEntity job, String text, Instant now) {
        int n = job.nextLine();
        em.persist(new LineEntity(job.id(), n, now, JobLines.line(text)));
        if (n > JobLines.MAX_LINES) {
            em.createQuery("delete from LineEntity l where l.jobId = :id and l.n <= :n").setParameter("id", job.id())
                    .setParameter("n", n - JobLines.MAX_LINES).executeUpdate();
        }
    }

    static long change(EntityManager em) {
        return ((Number) em.createNativeQuery("select nextval('jobs_change_seq')").getSingleResult()).longValue();
    }
}
