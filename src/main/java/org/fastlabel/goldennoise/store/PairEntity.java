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
import org.fastlabel.goldennoise.rating.Comparison;

/** A {@link PairChoice} as a row. */
@Entity
@Table(name = "golden_pair")
public class PairEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "golden_pair_seq")
    @SequenceGenerator(name = "golden_pair_seq", sequenceName = "golden_pair_seq", allocationSize = 1)
    private Long seq;

    @Column(name = "batch_id", nullable = false)
    private String batchId;

    @Column(name = "left_seed", nullable = false)
    private long leftSeed;

    @Column(name = "right_seed", nullable = false)
    private long rightSeed;

    @Column(nullable = false)
    private String choice;

    @Column(nullable = false)
    private String judge;

    @Column
    private Double seconds;

    @Column(nullable = false)
    private OffsetDateTime made;

    @Column(nullable = false)
    private boolean undone;

    protected PairEntity() {
    }

    PairEntity(PairChoice pair) {
        this.batchId = pair.batchId();
        this.leftSeed = pair.comparison().left();
        this.rightSeed = pair.comparison().right();
        this.choice = pair.comparison().choice().name();
        this.judge = pair.judge();
        this.seconds = pair.seconds();
        this.made = pair.made().atOffset(ZoneOffset.UTC);
    }

    Long seq() {
        return seq;
    }

    void undo() {
        this.undone = true;
    }

    PairChoice toRecord() {
        return new PairChoice(seq, batchId, new Comparison(leftSeed, rightSeed, Comparison.Choice.valueOf(choice)), judge, seconds,
                made.toInstant());
    }
}
