package org.fastlabel.hub.assign;

import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.time.Clock;
import java.time.Instant;
import org.fastlabel.hub.store.AssignmentRepository;

/** Returns tasks whose time is up, now and then; whoever asks for tasks meanwhile does not see them as theirs any more. Harmless in several processes. */
@Startup
@Singleton
@DependsOn("DatabaseSetup")
@TransactionManagement(TransactionManagementType.BEAN)
public class Sweeper {

    private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());

    private final Clock clock = Clock.systemUTC();

    @EJB
    private AssignmentRepository assignments;

    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    public void sweep() {
        try {
            Instant now = clock.instant();
            assignments.overdue(now).forEach(dataset -> assignments.sweep(dataset, now));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "tasks whose time is up were not returned; tried again in a minute", e);
        }
    }
}
