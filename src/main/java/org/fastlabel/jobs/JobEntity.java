package org.fastlabel.jobs;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.fastlabel.jobs.JobState.Status;

/** A {@link Job} as a row. */
@Entity
@Table(name = "jobs")
public class JobEntity {

    private static final int MAX_MESSAGE = 2000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "jobs_seq")
    @SequenceGenerator(name = "jobs_seq", sequenceName = "jobs_seq", allocationSize = 1)
    private Long id;
    @Column(nullable = false)
    private String kind;
    @Column(name = "needs_web", nullable = false)
    private boolean needsWeb;
    @Column(name = "dataset_id")
    private Long datasetId;
    @Column(nullable = false)
    private String parameters;
    @Column(name = "created_at", nullable = false)
    private OffsetDateTime createdAt;
    @Column(name = "created_by", nullable = false)
    private String createdBy;
    @Column(nullable = false)
    private String status;
    @Column(name = "active_key")
    private String activeKey;
    @Column(nullable = false)
    private int round;
    @Column(nullable = false)
    private long lease;
    @Column(nullable = false)
    private int attempt;
    @Column(name = "max_attempts", nullable = false)
    private int maxAttempts;
    @Column(name = "cancel_requested", nullable = false)
    private boolean cancelRequested;
    @Column(name = "retry_at")
    private OffsetDateTime retryAt;
    @Column(name = "started_at")
    private OffsetDateTime startedAt;
    @Column(name = "finished_at")
    private OffsetDateTime finishedAt;
    @Column
    private String worker;
    @Column
    private String message;
    @Column(nullable = false)
    private long done;
    @Column(nullable = false)
    private long total;
    @Column(nullable = false)
    private String step;
    @Column(nullable = false)
    private String saved;
    @Column(name = "log_lines", nullable = false)
    private int logLines;
    @Column(name = "change_no", nullable = false)
    private long change;

    protected JobEntity() {
    }

    JobEntity(JobKind kind, Long datasetId, JsonObject parameters, String by, Instant now) {
        this.kind = kind.name();
        this.needsWeb = kind.needsWeb();
        this.datasetId = datasetId;
        this.parameters = parameters.toString();
        this.createdAt = utc(now);
        this.createdBy = by;
        this.status = Status.QUEUED.name();
        this.activeKey = activeKey(this.kind, datasetId);
        this.maxAttempts = BackOff.MAX_ATTEMPTS;
        this.step = "";
        this.saved = "{}";
    }

    /** Null, which is like nothing else, for a job without a data set. Both forms of one work are one: they would write to the same tasks. */
    static String activeKey(String kind, Long datasetId) {
        return datasetId == null ? null : kind.replaceFirst(JobKind.IN_WEB + "$", "") + ":" + datasetId;
    }

    /** Whether another request for it would bring nothing new. */
    boolean is(JobKind wanted, JsonObject with) {
        return kind.equals(wanted.name()) && json(parameters).equals(json(with.toString()));
    }

    JobState state() {
        return new JobState(Status.valueOf(status), attempt, maxAttempts, cancelRequested);
    }

    /** @param why for people, or null to leave what was said before; empty to take it away */
    void move(JobState to, String why, Instant now) {
        status = to.status().name();
        attempt = to.attempt();
        cancelRequested = to.cancelRequested();
        activeKey = to.status().finished() ? null : activeKey(kind, datasetId);
        finishedAt = to.status().finished() ? utc(now) : null;
        retryAt = null;
        if (why != null) {
            message = why.isEmpty() ? null : why.length() <= MAX_MESSAGE ? why : why.substring(0, MAX_MESSAGE - 1) + "…";
        }
    }

    void startedBy(String name, Instant now) {
        lease++;
        worker = name;
        startedAt = startedAt == null ? utc(now) : startedAt;
    }

    void waitUntil(Instant at) {
        retryAt = utc(at);
    }

    void newRound() {
        round++;
        startedAt = null;
    }

    void changed(long number) {
        change = number;
    }

    int nextLine() {
        return ++logLines;
    }

    long id() {
        return id;
    }

    String kind() {
        return kind;
    }

    boolean needsWeb() {
        return needsWeb;
    }

    int round() {
        return round;
    }

    long lease() {
        return lease;
    }

    String worker() {
        return worker;
    }

    Instant retryAt() {
        return instant(retryAt);
    }

    RunStore.Started started() {
        return new RunStore.Started(id, lease, kind, json(parameters), createdBy, attempt, json(saved), done, total, step);
    }

    String wanted() {
        return activeKey(kind, datasetId);
    }

    Job toRecord() {
        return new Job(id, kind, Status.valueOf(status).wireName(), message, datasetId, done, total, step, attempt, maxAttempts,
                instant(retryAt), instant(createdAt), instant(startedAt), instant(finishedAt), createdBy, worker, cancelRequested,
                json(parameters), change);
    }

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    static OffsetDateTime utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
