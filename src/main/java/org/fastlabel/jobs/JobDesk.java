package org.fastlabel.jobs;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.fastlabel.security.AuditLog;

/** Takes work in: the job's row and the word to the workers are one transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class JobDesk {

    @EJB
    private JobRepository jobs;
    @Inject
    private JobKinds kinds;
    @Inject
    private Schedule schedule;
    @Inject
    private AuditLog audit;
    @Inject
    private SharedClock clock;

    public JobQueue.Queued submit(String kind, Long datasetId, JsonObject parameters, String by) {
        JobKind found = kinds.find(kind).orElseThrow(() -> new IllegalArgumentException("no kind of job is called " + kind));
        Instant now = clock.instant();
        JobRepository.Entry entry = jobs.add(found, datasetId, parameters, by, now);
        if (entry.fresh()) {
            schedule.due(entry, now);
        }
        return new JobQueue.Queued(entry.job().id(), entry.job().status());
    }

    public Job cancel(long id, String by) {
        Job job = jobs.cancel(id, by, clock.instant());
        audit.record(by, "job.cancel", "job " + id, job.kind());
        return job;
    }

    public Job retry(long id, String by) {
        Instant now = clock.instant();
        JobRepository.Entry entry = jobs.retry(id, by, now);
        schedule.due(entry, now);
        audit.record(by, "job.retry", "job " + id, entry.job().kind());
        return entry.job();
    }
}
