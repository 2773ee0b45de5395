package org.fastlabel.jobs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A line of a job's log as a row. */
@Entity
@Table(name = "job_log")
@IdClass(LineEntity.Key.class)
public class LineEntity {

    /** Which line of which job. */
    public static final class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private long jobId;
        private int n;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.jobId == jobId && key.n == n;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(jobId) * 31 + n;
        }
    }

    @Id
    @Column(name = "job_id")
    private long jobId;
    @Id
    @Column
    private int n;
    @Column(nullable = false)
    private OffsetDateTime at;
    @Column(nullable = false)
    private String line;

    protected LineEntity() {
    }

    LineEntity(long jobId, int n, Instant at, String line) {
        this.jobId = jobId;
        this.n = n;
        this.at = JobEntity.utc(at);
        this.line = line;
    }

    Job.Line toRecord() {
        return new Job.Line(n, at.toInstant(), line);
    }
}
