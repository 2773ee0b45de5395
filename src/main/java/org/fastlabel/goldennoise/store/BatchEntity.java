package org.fastlabel.goldennoise.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A {@link Batch} as a row. */
@Entity
@Table(name = "golden_batch")
public class BatchEntity {

    private static final int LONGEST_DETAIL = 1_000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "golden_batch_seq")
    @SequenceGenerator(name = "golden_batch_seq", sequenceName = "golden_batch_seq", allocationSize = 1)
    private Long seq;

    @Column(nullable = false)
    private String id;

    @Column(name = "session_id", nullable = false)
    private String sessionId;

    @Column(name = "prompt_id", nullable = false)
    private long promptId;

    @Column(nullable = false)
    private String state;

    @Column(nullable = false)
    private boolean ahead;

    @Column(nullable = false)
    private int shown;

    @Column(nullable = false)
    private String parameters;

    @Column
    private String prefilter;

    @Column
    private String model;

    @Column(name = "noise_version", nullable = false)
    private int noiseVersion;

    @Column(name = "error_code")
    private String errorCode;

    @Column(name = "error_detail")
    private String errorDetail;

    @Column(nullable = false)
    private OffsetDateTime created;

    @Column
    private Long decision;

    @Column
    private Long recorded;

    protected BatchEntity() {
    }

    BatchEntity(Batch batch) {
        this.id = batch.id();
        this.sessionId = batch.sessionId();
        this.promptId = batch.promptId();
        this.state = batch.state().name();
        this.ahead = batch.ahead();
        this.shown = batch.shown();
        this.parameters = BatchCodec.write(batch.parameters());
        this.prefilter = BatchCodec.write(batch.prefilter());
        this.model = batch.model();
        this.noiseVersion = batch.noiseVersion();
        this.created = batch.created().atOffset(ZoneOffset.UTC);
    }

    void state(Batch.State now) {
        this.state = now.name();
        this.errorCode = null;
        this.errorDetail = null;
    }

    void failed(String code, String detail) {
        this.state = Batch.State.FAILED.name();
        this.errorCode = code;
        this.errorDetail = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
    }

    void begun(String madeBy, int noise) {
        state(Batch.State.RUNNING);
        this.model = madeBy;
        this.noiseVersion = noise;
    }

    void wanted() {
        this.ahead = false;
    }

    void decided(Long seqOrNull) {
        this.decision = seqOrNull;
    }

    String id() {
        return id;
    }

    Long decision() {
        return decision;
    }

    void recorded(Long seqOrNull) {
        this.recorded = seqOrNull;
    }

    Batch toRecord() {
        return new Batch(id, seq, sessionId, promptId, Batch.State.valueOf(state), ahead, shown, BatchCodec.parameters(parameters),
                BatchCodec.prefilter(prefilter), model, noiseVersion, errorCode, errorDetail, created.toInstant(), decision);
    }
}
