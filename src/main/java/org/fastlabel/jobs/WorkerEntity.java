package org.fastlabel.jobs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A process that runs jobs, as a row. */
@Entity
@Table(name = "job_workers")
public class WorkerEntity {

    @Id
    private String name;
    @Column(nullable = false)
    private String role;
    @Column(name = "started_at", nullable = false)
    private OffsetDateTime startedAt;
    @Column(name = "last_seen", nullable = false)
    private OffsetDateTime lastSeen;
    @Column(nullable = false)
    private int running;

    protected WorkerEntity() {
    }

    WorkerEntity(String name, String role, Instant now) {
        this.name = name;
        this.role = role;
        this.startedAt = JobEntity.utc(now);
    }

    void seen(int with, Instant now) {
        running = with;
        lastSeen = JobEntity.utc(now);
    }

    Job.Worker toRecord() {
        return new Job.Worker(name, role, lastSeen.toInstant(), running);
    }
}
