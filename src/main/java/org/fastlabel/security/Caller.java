package org.fastlabel.security;

import java.time.Instant;

/** Who makes a request: an account as it is now, and the token by which it came. */
public record Caller(Account account, String jti, Instant expiresAt) {

    public String username() {
        return account.username();
    }

    public boolean admin() {
        return account.admin();
    }
}
