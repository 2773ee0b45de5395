package org.fastlabel.hub.head;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.fastlabel.api.NotFound;
import org.fastlabel.api.Settings;
import org.fastlabel.hub.head.LookRepository.Look;

/**
 * Lets heads learn what was confirmed since, whoever confirmed it and in which process: it looks at the tasks, so nothing that was
 * confirmed goes unseen, and nobody who answers waits for it.
 */
@Startup
@Singleton
@DependsOn("DatabaseSetup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class HeadWatch {

    private static final System.Logger LOG = System.getLogger(HeadWatch.class.getName());
    private static final int SECONDS = 10;

    @Resource
    private ManagedScheduledExecutorService scheduler;
    @EJB
    private LookRepository looks;
    @Inject
    private HeadDesk desk;

    private final Clock clock = Clock.systemUTC();
    private ScheduledFuture<?> rounds;

    @PostConstruct
    void start() {
        if (Settings.role() != Settings.Role.WORKER) {
            rounds = scheduler.scheduleWithFixedDelay(this::round, SECONDS, SECONDS, TimeUnit.SECONDS);
        }
    }

    private void round() {
        try {
            for (Look look : looks.looks()) {
                if (Due.now(look, desk.awaited(look.dataset()), clock.instant())) {
                    train(look);
                }
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "heads could not be looked after", e);
        }
    }

    private void train(Look look) {
        try {
            desk.train(look.dataset(), "system");
        } catch (NotFound e) {
            LOG.log(System.Logger.Level.DEBUG, "data set {0} has just gone", look.dataset());
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.cancel(false);
        }
    }
}
