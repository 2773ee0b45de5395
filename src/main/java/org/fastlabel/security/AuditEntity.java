package org.fastlabel.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** An {@link AuditEntry} as a row, which is never written again. */
@Entity
@Table(name = "audit")
public class AuditEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_seq")
    @SequenceGenerator(name = "audit_seq", sequenceName = "audit_seq", allocationSize = 1)
    private Long id;

    @Column(nullable = false, updatable = false)
    private OffsetDateTime at;

    @Column(nullable = false, updatable = false)
    private String who;

    @Column(nullable = false, updatable = false)
    private String action;

    @Column(nullable = false, updatable = false)
    private String subject;

    @Column(updatable = false)
    private String detail;

    protected AuditEntity() {
    }

    AuditEntity(Instant at, String who, String action, String subject, String detail) {
        this.at = at.atOffset(ZoneOffset.UTC);
        this.who = shortened(who, 64);
        this.action = shortened(action, 64);
        this.subject = shortened(subject, 300);
        this.detail = detail == null ? null : shortened(detail, 1_000);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    AuditEntry toRecord() {
        return new AuditEntry(id, at.toInstant(), who, action, subject, detail);
    }
}
