package org.fastlabel.goldennoise.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A {@link Session} as a row. */
@Entity
@Table(name = "golden_session")
public class SessionEntity {

    @Id
    private String id;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private OffsetDateTime created;

    @Column(nullable = false)
    private long used;

    @Column(nullable = false)
    private String settings;

    protected SessionEntity() {
    }

    SessionEntity(Session session, long used) {
        this.id = session.id();
        this.name = session.name();
        this.created = session.created().atOffset(ZoneOffset.UTC);
        this.settings = session.settings().toJson();
        this.used = used;
    }

    void used(long now) {
        this.used = now;
    }

    Session toRecord() {
        return new Session(id, name, created.toInstant(), SessionSettings.stored(settings));
    }
}
