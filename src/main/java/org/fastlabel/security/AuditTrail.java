package org.fastlabel.security;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** The audit log in the database. */
@ApplicationScoped
public class AuditTrail implements AuditLog {

    private final Clock clock = Clock.systemUTC();

    @EJB
    private AuditRepository entries;

    @Override
    public void record(String who, String action, String subject, String detail) {
        entries.add(clock.instant(), who, action, subject, detail);
    }
}
