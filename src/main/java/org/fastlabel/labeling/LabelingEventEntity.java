package org.fastlabel.labeling;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** A {@link LabelingEvent} as a row. */
@Entity
@Table(name = "labeling_event")
public class LabelingEventEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "labeling_event_seq")
    @SequenceGenerator(name = "labeling_event_seq", sequenceName = "labeling_event_seq", allocationSize = 1)
    private Long seq;

    @Column(name = "dataset_id", nullable = false)
    private String datasetId;

    @Column(nullable = false)
    private String kind;

    @Column(nullable = false)
    private long version;

    @Column(name = "undo_depth", nullable = false)
    private int undoDepth;

    @Column(nullable = false)
    private int labels;

    @Lob
    @Column(nullable = false)
    private String payload;

    @Column(name = "submit_id")
    private String submitId;

    @Lob
    @Column
    private String answer;

    @Column(nullable = false)
    private OffsetDateTime created;

    protected LabelingEventEntity() {
    }

    LabelingEventEntity(String datasetId, LabelingEvent event, OffsetDateTime created) {
        this.datasetId = datasetId;
        this.kind = event.kind().name();
        this.version = event.version();
        this.undoDepth = event.undoDepth();
        this.labels = event.labels();
        this.payload = event.payload();
        this.submitId = event.submitId();
        this.answer = event.answer();
        this.created = created;
    }

    LabelingEvent toRecord() {
        return new LabelingEvent(LabelingEvent.Kind.valueOf(kind), version, undoDepth, labels, payload, submitId, answer);
    }
}
