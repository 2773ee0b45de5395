package org.fastlabel.goldennoise;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.fastlabel.api.Settings;
import org.fastlabel.goldennoise.store.BatchRepository;
import org.fastlabel.goldennoise.store.Session;
import org.fastlabel.goldennoise.store.SessionRepository;

/** Goes on where the last process ended: with groups that were to be made, and with records that have no file yet. */
@Startup
@Singleton
@DependsOn("DatabaseSetup")
@TransactionManagement(TransactionManagementType.BEAN)
public class GoldenStart {

    @EJB
    private SessionRepository sessions;
    @EJB
    private BatchRepository batches;
    @Inject
    private Generations generations;
    @Inject
    private RecordFiles records;

    @PostConstruct
    void goOn() {
        if (Settings.role() == Settings.Role.WORKER) {
            return;
        }
        if (!batches.waiting(sessions.current().map(Session::id).orElse("")).isEmpty()) {
            generations.wake();
        }
        records.writeLater();
    }
}
