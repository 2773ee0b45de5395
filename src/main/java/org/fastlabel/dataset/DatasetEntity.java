package org.fastlabel.dataset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** A data set that was opened at least once. */
@Entity
@Table(name = "dataset")
public class DatasetEntity {

    @Id
    private String id;

    @Column(nullable = false)
    private String type;

    @Column
    private String path;

    @Column
    private Integer tile;

    @Column(nullable = false)
    private String name;

    @Column(name = "item_count", nullable = false)
    private int itemCount;

    @Column(name = "last_used", nullable = false)
    private OffsetDateTime lastUsed;

    protected DatasetEntity() {
    }

    DatasetEntity(String id, SourceSpec spec, String name) {
        this.id = id;
        this.type = spec.type();
        this.path = spec.location().map(Object::toString).orElse(null);
        this.tile = spec instanceof SourceSpec.Sprite s ? s.tile() : null;
        this.name = name;
    }

    void used(int items, OffsetDateTime when) {
        this.itemCount = items;
        this.lastUsed = when;
    }

    KnownDataset toRecord() {
        return new KnownDataset(id, type, path, tile, name, itemCount, lastUsed.toInstant());
    }
}
