package org.fastlabel.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** An {@link Account} as a row. */
@Entity
@Table(name = "accounts")
public class AccountEntity {

    @Id
    private String username;

    @Column(name = "display_name", nullable = false)
    private String displayName;

    @Column(nullable = false)
    private String role;

    @Column(name = "password_hash", nullable = false)
    private String passwordHash;

    @Column(nullable = false)
    private boolean active;

    @Column(nullable = false)
    private boolean demo;

    @Column(name = "token_version", nullable = false)
    private int tokenVersion;

    @Column(name = "created_at", nullable = false)
    private OffsetDateTime createdAt;

    @Column(name = "last_login")
    private OffsetDateTime lastLogin;

    @Version
    private long version;

    protected AccountEntity() {
    }

    AccountEntity(Account account) {
        this.username = account.username();
        this.createdAt = account.createdAt().atOffset(ZoneOffset.UTC);
        set(account);
    }

    /** Everything but who it is and since when. */
    void set(Account account) {
        this.displayName = account.displayName();
        this.role = account.role();
        this.passwordHash = account.passwordHash();
        this.active = account.active();
        this.demo = account.demo();
        this.tokenVersion = account.tokenVersion();
        this.lastLogin = account.lastLogin() == null ? null : account.lastLogin().atOffset(ZoneOffset.UTC);
    }

    Account toRecord() {
        Instant last = lastLogin == null ? null : lastLogin.toInstant();
        return new Account(username, displayName, role, passwordHash, active, demo, tokenVersion, createdAt.toInstant(), last);
    }
}
