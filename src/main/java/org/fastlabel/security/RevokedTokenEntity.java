package org.fastlabel.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The id of a token that was ended before it ran out; kept until it would have run out. */
@Entity
@Table(name = "revoked_tokens")
public class RevokedTokenEntity {

    @Id
    private String jti;

    @Column(name = "expires_at", nullable = false)
    private OffsetDateTime expiresAt;

    protected RevokedTokenEntity() {
    }

    RevokedTokenEntity(String jti, Instant expiresAt) {
        this.jti = jti;
        this.expiresAt = expiresAt.atOffset(ZoneOffset.UTC);
    }
}
