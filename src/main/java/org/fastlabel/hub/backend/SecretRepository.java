package org.fastlabel.hub.backend;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.fastlabel.hub.store.Sql;

/** Hashes of passwords that were made here, for all processes of one database. */
@Stateless
public class SecretRepository {

    @Inject
    private Sql sql;

    public SecretRepository() {
        // For the container.
    }

    public SecretRepository(Sql sql) {
        this.sql = sql;
    }

    public Optional<String> find(String name) {
        return sql.first("select secret_value from hub_secrets where name = ?", row -> row.getString(1), name);
    }

    public void put(String name, String value) {
        sql.update("delete from hub_secrets where name = ?", name);
        sql.update("insert into hub_secrets (name, secret_value) values (?, ?)", name, value);
    }
}
