package org.fastlabel.labeling;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;

/** A head that may still be needed, in the bytes of {@link org.fastlabel.labeling.head.HeadWeights#toBytes}. */
@Entity
@Table(name = "head_snapshot")
public class HeadSnapshotEntity {

    @Id
    private String id;

    @Column(name = "dataset_id", nullable = false)
    private String datasetId;

    @Column(nullable = false)
    private long version;

    @Lob
    @Column(nullable = false)
    private byte[] weights;

    protected HeadSnapshotEntity() {
    }

    HeadSnapshotEntity(String datasetId, long version, byte[] weights) {
        this.id = datasetId + "/" + version;
        this.datasetId = datasetId;
        this.version = version;
        this.weights = weights.clone();
    }

    long version() {
        return version;
    }

    byte[] weights() {
        return weights.clone();
    }
}
