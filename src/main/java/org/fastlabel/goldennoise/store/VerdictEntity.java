package org.fastlabel.goldennoise.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.fastlabel.goldennoise.Verdict;

/** What a decision says of one picture. */
@Entity
@Table(name = "golden_verdict")
public class VerdictEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "golden_verdict_seq")
    @SequenceGenerator(name = "golden_verdict_seq", sequenceName = "golden_verdict_seq", allocationSize = 100)
    private Long id;

    @Column(name = "decision_seq", nullable = false)
    private long decisionSeq;

    @Column(name = "image_id", nullable = false)
    private long imageId;

    @Column(nullable = false)
    private String verdict;

    protected VerdictEntity() {
    }

    VerdictEntity(long decisionSeq, long imageId, Verdict verdict) {
        this.decisionSeq = decisionSeq;
        this.imageId = imageId;
        this.verdict = verdict.name();
    }

    long decisionSeq() {
        return decisionSeq;
    }

    long imageId() {
        return imageId;
    }

    Verdict verdict() {
        return Verdict.valueOf(verdict);
    }
}
