package org.fastlabel.hub.media;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A key that was made here, or the hash of a password. */
@Entity
@Table(name = "hub_secrets")
public class SecretEntity {

    @Id
    private String name;

    @Column(name = "secret_value", nullable = false)
    private String secret;

    protected SecretEntity() {
    }

    SecretEntity(String name, String secret) {
        this.name = name;
        this.secret = secret;
    }

    String secret() {
        return secret;
    }

    void replace(String with) {
        secret = with;
    }
}
