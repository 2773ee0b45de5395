package org.fastlabel.jobs;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.NotFound;
import org.fastlabel.jobs.JobState.Move;
import org.fastlabel.jobs.JobState.Status;

/** The rows of jobs, as those who ask for work see them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class JobRepository {

    /** Numbers of changes are given before they are committed; one that comes late is at most so far behind. */
    private static final long LATE = 1000;

    @PersistenceContext
    private EntityManager em;

    /** A job in a round that is to be scheduled. @param fresh false: it is queued or running already */
    public record Entry(Job job, int round, boolean needsWeb, boolean fresh) {
    }

    /** Null for any. @param after the last of the page before */
    public record Filter(String kind, Status status, Long datasetId, Long after) {
    }

    /** @throws Conflict with code {@code other-job-active} when the same work is under way for the data set in another way */
    public Entry add(JobKind kind, Long datasetId, JsonObject parameters, String by, Instant now) {
        gate();
        Optional<JobEntity> active = active(JobEntity.activeKey(kind.name(), datasetId));
        active.filter(other -> !other.is(kind, parameters)).ifPresent(other -> {
            throw new Conflict("other-job-active", "Job " + other.id() + " (" + other.kind() + ") is " + other.toRecord().status()
                    + " for this data set with other settings. Wait for its end, or cancel it, and ask again.");
        });
        JobEntity job = active.orElseGet(() -> {
            JobEntity added = new JobEntity(kind, datasetId, parameters, by, now);
            added.changed(RunRepository.change(em));
            em.persist(added);
            em.flush();
            return added;
        });
        return new Entry(job.toRecord(), job.round(), job.needsWeb(), active.isEmpty());
    }

    /** Until the end of the transaction no other process queues anything. */
    private void gate() {
        em.createNativeQuery("select id from job_gate where id = 1 for update").getSingleResult();
    }

    private Optional<JobEntity> active(String key) {
        return key == null ? Optional.empty() : em.createQuery("select j from JobEntity j where j.activeKey = :key", JobEntity.class)
                .setParameter("key", key).getResultStream().findFirst();
    }

    private JobEntity locked(long id) {
        return Optional.ofNullable(em.find(JobEntity.class, id, LockModeType.PESSIMISTIC_WRITE)).orElseThrow(() -> unknown(id));
    }

    private static NotFound unknown(long id) {
        return new NotFound("unknown-job", "There is no job " + id + ".");
    }

    public Job find(long id) {
        return Optional.ofNullable(em.find(JobEntity.class, id)).orElseThrow(() -> unknown(id)).toRecord();
    }

    /** One that waits ends at once; one that runs ends before its next step. @throws Conflict when it has ended otherwise */
    public Job cancel(long id, String by, Instant now) {
        JobEntity job = locked(id);
        if (job.state().status() == Status.CANCELLED || job.state().status() == Status.RUNNING && job.state().cancelRequested()) {
            return job.toRecord();
        }
        JobState next = job.state().after(Move.CANCEL).orElseThrow(() -> new Conflict("job-finished", "Job " + id
                + " has ended already; there is nothing to cancel."));
        job.move(next, next.status() == Status.CANCELLED ? "cancelled" : null, now);
        job.changed(RunRepository.change(em));
        RunRepository.line(em, job, "Cancelled by " + by + ".", now);
        return job.toRecord();
    }

    /** @throws Conflict when it has not failed, or when another of its kind is under way for its data set */
    public Entry retry(long id, String by, Instant now) {
        gate();
        JobEntity job = locked(id);
        JobState next = job.state().after(Move.RETRY).orElseThrow(() -> new Conflict("job-not-failed", "Job " + id
                + " has not failed; only a job that failed or was cancelled can be run again."));
        active(job.wanted()).ifPresent(other -> {
            throw new Conflict("job-active", "Job " + other.id() + " does the same for this data set at this moment; wait for its end.");
        });
        job.move(next, "", now);
        job.newRound();
        job.changed(RunRepository.change(em));
        RunRepository.line(em, job, "To be run again, asked for by " + by + ".", now);
        return new Entry(job.toRecord(), job.round(), job.needsWeb(), true);
    }

    /** The newest first. */
    public List<Job> page(Filter filter, int most) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder();
        and(where, values, "j.kind = :kind", "kind", filter.kind());
        and(where, values, "j.status = :status", "status", filter.status() == null ? null : filter.status().name());
        and(where, values, "j.datasetId = :dataset", "dataset", filter.datasetId());
        and(where, values, "j.id < :after", "after", filter.after());
        TypedQuery<JobEntity> query = em.createQuery("select j from JobEntity j where 1 = 1" + where + " order by j.id desc", JobEntity.class);
        values.forEach(query::setParameter);
        return query.setMaxResults(most).getResultStream().map(JobEntity::toRecord).toList();
    }

    private static void and(StringBuilder where, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            values.put(name, value);
        }
    }

    public List<Job.Line> log(long id, int after, int most) {
        find(id);
        return em.createQuery("select l from LineEntity l where l.jobId = :id and l.n > :after order by l.n", LineEntity.class)
                .setParameter("id", id).setParameter("after", after).setMaxResults(most).getResultStream().map(LineEntity::toRecord).toList();
    }

    /** Whatever may have changed since a change that was seen; some of it may have been seen already. */
    public List<Job> changedSince(long change, int most) {
        return em.createQuery("select j from JobEntity j where j.change > :change order by j.change desc", JobEntity.class)
                .setParameter("change", change - LATE).setMaxResults(most).getResultStream().map(JobEntity::toRecord).toList();
    }

    public List<Job> underWay(int most) {
        return em.createQuery("select j from JobEntity j where j.status in ('QUEUED', 'RUNNING') order by j.id desc", JobEntity.class)
                .setMaxResults(most).getResultStream().map(JobEntity::toRecord).toList();
    }
}
