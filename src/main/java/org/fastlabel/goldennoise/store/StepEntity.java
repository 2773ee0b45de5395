package org.fastlabel.goldennoise.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A {@link Step} as a row. */
@Entity
@Table(name = "golden_step")
public class StepEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "golden_step_seq")
    @SequenceGenerator(name = "golden_step_seq", sequenceName = "golden_step_seq", allocationSize = 1)
    private Long seq;

    @Column(name = "session_id", nullable = false)
    private String sessionId;

    @Column(nullable = false)
    private String kind;

    @Column(name = "prompt_id", nullable = false)
    private long promptId;

    @Column(name = "batch_id")
    private String batchId;

    @Column(name = "pair_seq")
    private Long pairSeq;

    @Column(name = "before_seq")
    private Long beforeSeq;

    @Column(name = "after_seq")
    private Long afterSeq;

    @Column
    private String reason;

    @Column(nullable = false)
    private boolean undone;

    @Column(name = "submit_id")
    private String submitId;

    protected StepEntity() {
    }

    StepEntity(Step step) {
        this.sessionId = step.sessionId();
        this.kind = step.kind().name();
        this.promptId = step.promptId();
        this.batchId = step.batchId();
        this.pairSeq = step.pairSeq();
        this.beforeSeq = step.before();
        this.afterSeq = step.after();
        this.reason = step.reason();
        this.submitId = step.submitId();
    }

    void undo() {
        this.undone = true;
    }

    Step toRecord() {
        return new Step(sessionId, Step.Kind.valueOf(kind), promptId, batchId, pairSeq, beforeSeq, afterSeq, reason, submitId);
    }
}
