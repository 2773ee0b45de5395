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
import java.util.Map;
import org.fastlabel.goldennoise.Verdict;

/** A {@link Decision} as a row; its verdicts are rows of their own. */
@Entity
@Table(name = "golden_decision")
public class DecisionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "golden_decision_seq")
    @SequenceGenerator(name = "golden_decision_seq", sequenceName = "golden_decision_seq", allocationSize = 1)
    private Long seq;

    @Column(name = "batch_id", nullable = false)
    private String batchId;

    @Column(nullable = false)
    private int version;

    @Column(nullable = false)
    private String judge;

    @Column
    private Double seconds;

    @Column(nullable = false)
    private OffsetDateTime made;

    @Column(nullable = false)
    private String origin;

    protected DecisionEntity() {
    }

    DecisionEntity(Decision decision) {
        this.batchId = decision.batchId();
        this.version = decision.version();
        this.judge = decision.judge();
        this.seconds = decision.seconds();
        this.made = decision.made().atOffset(ZoneOffset.UTC);
        this.origin = decision.origin();
    }

    Long seq() {
        return seq;
    }

    Decision toRecord(Map<Long, Verdict> verdicts) {
        return new Decision(seq, batchId, version, judge, seconds, made.toInstant(), origin, verdicts);
    }
}
