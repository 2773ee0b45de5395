package org.fastlabel.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.fastlabel.api.Settings.Role;
import org.fastlabel.api.Settings;

/** This process as one of those that run jobs: looks for what is due, says that it is alive, gives back what it holds when it stops. */
@Startup
@Singleton
@DependsOn("DatabaseSetup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Worker {

    private static final System.Logger LOG = System.getLogger(Worker.class.getName());

    /** Work mostly waits for others: for Label Studio, for a language model. */
    private static final int THREADS = 4;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /** A worker that has missed so many is dead. */
    private static final int MISSED = 4;
    /** How long work may take to its next step when the process stops; then it is interrupted. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration FOREVER = Duration.ofDays(36_500);

    @Resource(lookup = "java:app/jdbc/FastLabel")
    private DataSource dataSource;
    @Resource
    private ManagedThreadFactory threads;
    @EJB
    private WorkerRepository workers;
    @Inject
    private JobRunner runner;
    @Inject
    private SharedClock clock;

    private String name;
    private Role role;
    private Scheduler scheduler;
    private ScheduledThreadPoolExecutor beating;
    private boolean stopped;

    @PostConstruct
    void start() {
        agree();
        role = Settings.role();
        name = host() + "-" + ProcessHandle.current().pid() + "-" + Long.toString(clock.millis(), Character.MAX_RADIX);
        List<Task<?>> tasks = new ArrayList<>();
        if (role != Role.WORKER) {
            tasks.add(task(Schedule.IN_WEB));
        }
        if (role != Role.WEB) {
            tasks.add(task(Schedule.ANYWHERE));
        }
        scheduler = Scheduler.create(dataSource, tasks).clock(clock::instant).schedulerName(new SchedulerName.Fixed(name)).threads(THREADS)
                .executorService(pool(THREADS)).dueExecutor(pool(1)).housekeeperExecutor(new ScheduledThreadPoolExecutor(3, threads))
                .pollingInterval(LOOK).heartbeatInterval(HEARTBEAT).missedHeartbeatsLimit(MISSED).shutdownMaxWait(GRACE)
                // What this process does not run is another's.
                .deleteUnresolvedAfter(FOREVER).build();
        scheduler.start();
        beating = new ScheduledThreadPoolExecutor(1, threads);
        beating.scheduleWithFixedDelay(this::beat, 0, HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private ThreadPoolExecutor pool(int size) {
        return new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    }

    private static String host() {
        try {
            String host = InetAddress.getLocalHost().getHostName();
            return host.length() <= 60 ? host : host.substring(0, 60);
        } catch (UnknownHostException e) {
            return "worker";
        }
    }

    private Task<Void> task(TaskDescriptor<Void> descriptor) {
        return Tasks.custom(descriptor).onDeadExecutionRevive()
                .onFailure((complete, operations) -> operations.reschedule(complete, clock.instant().plus(HEARTBEAT)))
                .execute((instance, context) -> completion(runner.run(Schedule.job(instance.getId()), Schedule.round(instance.getId()), name)));
    }

    private static CompletionHandler<Void> completion(Optional<Instant> again) {
        return again.<CompletionHandler<Void>>map(at -> (complete, operations) -> operations.reschedule(complete, at))
                .orElseGet(CompletionHandler.OnCompleteRemove::new);
    }

    private void agree() {
        Instant asked = clock.own();
        clock.adjust(asked, workers.time());
    }

    private void beat() {
        try {
            agree();
            workers.seen(name, role.name().toLowerCase(Locale.ROOT), runner.running(), clock.instant());
            runner.tell();
        } catch (RuntimeException e) {
            // A database that is away for a moment must not end the beating.
            LOG.log(System.Logger.Level.WARNING, "The database does not take the word that this worker is alive", e);
        }
    }

    /** Before anything is taken down: at the time of {@code @PreDestroy} the database cannot be reached any more. */
    public synchronized void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        if (stopped) {
            return;
        }
        stopped = true;
        runner.stop();
        beating.shutdownNow();
        scheduler.stop();
        workers.gone(name);
    }
}
