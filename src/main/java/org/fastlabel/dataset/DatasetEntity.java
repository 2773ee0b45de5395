package org.fastlabel.dataset;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Map;

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

    /** A JSON object of texts; null in rows that were written before there were any. */
    @Column
    private String options;

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

    /** @param spec as it was opened this time: what does not tell data sets apart may have changed */
    void used(SourceSpec spec, int items, OffsetDateTime when) {
        this.options = new Gson().toJson(spec.options());
        this.itemCount = items;
        this.lastUsed = when;
    }

    KnownDataset toRecord() {
        Map<String, String> chosen = options == null ? Map.of()
                : new Gson().fromJson(options, new TypeToken<Map<String, String>>() { });
        return new KnownDataset(id, type, path, tile, chosen, name, itemCount, lastUsed.toInstant());
    }
}
