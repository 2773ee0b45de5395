package org.fastlabel.security;

import java.time.Instant;

/**
 * Somebody who may log in.
 *
 * @param role         {@link CurrentUser#ADMIN} or {@link CurrentUser#ANNOTATOR}
 * @param demo         a demonstration account, whose password everybody knows
 * @param tokenVersion tokens with another number have ended
 * @param lastLogin    null before the first
 */
public record Account(String username, String displayName, String role, String passwordHash, boolean active, boolean demo, int tokenVersion,
                      Instant createdAt, Instant lastLogin) {

    public boolean admin() {
        return CurrentUser.ADMIN.equals(role);
    }

    /** @param loopback whether the server can be reached from this machine only */
    public boolean mayLogIn(boolean loopback) {
        return active && (loopback || !demo);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "account " + username;
    }
}
