package org.fastlabel.jobs;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.SseListeners;

/**
 * Sends every page that listens the jobs that have changed, in whichever process: one look at the table for all of them, and none while
 * nobody listens.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class JobStream {

    private static final System.Logger LOG = System.getLogger(JobStream.class.getName());
    private static final long PERIOD_MILLIS = 500;
    /** A page that has gone is noticed only by a failed send. */
    private static final int LOOKS_PER_HEARTBEAT = 10;
    /** How soon somebody whose login has ended hears nothing more. */
    private static final int LOOKS_PER_CHECK = 4;
    private static final int MOST = 500;
    /** Windows of one person. */
    private static final int MOST_STREAMS = 50;

    @EJB
    private JobRepository jobs;
    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final SseListeners listeners = new SseListeners();
    private final SeenChanges seen = new SeenChanges();
    private ScheduledFuture<?> ticking;
    private int looks;

    @PostConstruct
    void start() {
        ticking = scheduler.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * @param last    the number of the last change that was seen, or null for what is under way
     * @param welcome whether who listens may do so still; asked now and then
     * @throws CapacityExceeded with code {@code too-many-streams}
     */
    public synchronized void add(SseEventSink sink, Sse sse, Long last, String who, BooleanSupplier welcome) {
        if (listeners.of(who) >= MOST_STREAMS) {
            throw new CapacityExceeded("too-many-streams", "This account listens in " + MOST_STREAMS + " windows already. Close some of them.");
        }
        if (listeners.none()) {
            seen.begin(jobs.changedSince(0, MOST));
        }
        List<Job> missed = last == null ? jobs.underWay(MOST) : jobs.changedSince(last, MOST);
        listeners.send(sink, sse.newEventBuilder().comment("jobs").build());
        missed.stream().sorted(Comparator.comparing(Job::change)).forEach(job -> listeners.send(sink, event(sse, job)));
        listeners.add(sink, sse, who, welcome);
    }

    private synchronized void look() {
        if (listeners.none()) {
            return;
        }
        try {
            if (++looks % LOOKS_PER_CHECK == 0) {
                listeners.dismiss();
            }
            List<Job> news = seen.news(jobs.changedSince(seen.last(), MOST));
            boolean heartbeat = looks % LOOKS_PER_HEARTBEAT == 0;
            listeners.each((sink, sse) -> {
                news.forEach(job -> listeners.send(sink, event(sse, job)));
                if (heartbeat && news.isEmpty()) {
                    listeners.heartbeat(sink, sse);
                }
            });
        } catch (RuntimeException e) {
            // A failed look must not end the looking.
            LOG.log(System.Logger.Level.WARNING, "changes of jobs could not be sent", e);
        }
    }

    private static OutboundSseEvent event(Sse sse, Job job) {
        return sse.newEventBuilder().id(Long.toString(job.change())).name("job").data(String.class, JobJson.of(job).toString()).build();
    }

    @PreDestroy
    void stop() {
        ticking.cancel(false);
        listeners.close();
    }
}
