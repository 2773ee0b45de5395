package org.fastlabel.hub.connections;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.fastlabel.api.JsonBody;
import org.fastlabel.hub.store.Sql;
import org.fastlabel.security.Keys;

/** Settings that are made in pages: rows of {@code hub_settings}. */
@ApplicationScoped
public class KeptSettings {

    /** @param secret null for none @param unreadable whether there is one that this process's key does not open */
    record Kept(JsonObject content, String secret, boolean unreadable) {
    }

    private record Row(String content, String secret) {
    }

    private final Clock clock = Clock.systemUTC();

    @Inject
    private Sql sql;
    private Supplier<byte[]> key = () -> Keys.of("connections");

    public KeptSettings() {
        // For the container.
    }

    public KeptSettings(Sql sql, byte[] key) {
        this.sql = sql;
        this.key = () -> key;
    }

    Optional<Kept> find(String name) {
        return sql.first("select content, secret from hub_settings where name = ?", row -> new Row(row.getString(1), row.getString(2)), name).map(row -> {
            Optional<String> secret = Optional.ofNullable(row.secret()).flatMap(sealed -> Sealed.open(key.get(), name, sealed));
            return new Kept(JsonBody.object(row.content()), secret.orElse(null), row.secret() != null && secret.isEmpty());
        });
    }

    /** @param secret null for none */
    void keep(String name, JsonObject content, String secret, String by) {
        String sealed = secret == null ? null : Sealed.seal(key.get(), name, secret);
        if (!changed(name, content, sealed, by) && !added(name, content, sealed, by)) {
            changed(name, content, sealed, by);
        }
    }

    private boolean changed(String name, JsonObject content, String sealed, String by) {
        return sql.update("update hub_settings set content = ?, secret = ?, changed_at = ?, changed_by = ? where name = ?", content.toString(), sealed,
                clock.instant(), by, name) > 0;
    }

    /** What is kept; this where nothing is. Of several processes that begin at once, the first one's stays. */
    Kept findOrKeep(String name, JsonObject content, String secret) {
        Optional<Kept> kept = find(name);
        if (kept.isEmpty()) {
            added(name, content, secret == null ? null : Sealed.seal(key.get(), name, secret), "system");
        }
        return kept.or(() -> find(name)).orElseThrow();
    }

    /** @return false when somebody else has just added it */
    private boolean added(String name, JsonObject content, String sealed, String by) {
        try {
            return sql.update("insert into hub_settings (name, content, secret, changed_at, changed_by) select cast(? as varchar(60)), "
                    + "cast(? as varchar), cast(? as varchar), cast(? as timestamp with time zone), cast(? as varchar(64)) "
                    + "where not exists (select 1 from hub_settings where name = ?)", name, content.toString(), sealed, clock.instant(), by, name) > 0;
        } catch (IllegalStateException e) {
            if (find(name).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    void forget(String name) {
        sql.update("delete from hub_settings where name = ?", name);
    }
}
