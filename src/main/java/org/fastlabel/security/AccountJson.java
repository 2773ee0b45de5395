package org.fastlabel.security;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;

/** Accounts as the answers show them. */
final class AccountJson {

    private AccountJson() {
    }

    static JsonObject login(Login.Entry entry) {
        Account account = entry.account();
        return Json.createObjectBuilder().add("access_token", entry.token().text()).add("token_type", "bearer").add("role", account.role())
                .add("username", account.username()).add("display_name", account.displayName())
                .add("expires_at", entry.token().claims().expiresAt().toString()).build();
    }

    static JsonObject me(Caller caller) {
        Account account = caller.account();
        return Json.createObjectBuilder().add("username", account.username()).add("role", account.role())
                .add("display_name", account.displayName()).add("demo", account.demo()).add("expires_at", caller.expiresAt().toString()).build();
    }

    static JsonObjectBuilder account(Account account, Optional<Instant> lockedUntil) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("username", account.username()).add("display_name", account.displayName())
                .add("role", account.role()).add("active", account.active()).add("demo", account.demo())
                .add("created_at", account.createdAt().toString());
        add(json, "last_login", account.lastLogin());
        add(json, "locked_until", lockedUntil.orElse(null));
        return json;
    }

    private static void add(JsonObjectBuilder json, String name, Instant at) {
        if (at == null) {
            json.addNull(name);
        } else {
            json.add(name, at.toString());
        }
    }
}
