package org.fastlabel.security;

import java.time.Instant;

/** Who did what when. @param detail may be null; the others as {@link AuditLog#record} was told */
public record AuditEntry(long id, Instant at, String who, String action, String subject, String detail) {

    /**
     * Which lines to list; null for any.
     *
     * @param action the whole action, or its beginning up to a dot, e.g. {@code account.}
     * @param to     up to this moment, itself left out
     */
    public record Filter(String who, String action, Instant from, Instant to) {
    }
}
