package org.fastlabel.labeling.workspace;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.fastlabel.api.SseListeners;

/**
 * Sends the status to every page that listens. It looks a few times a second and sends what has changed, so nothing that
 * changes needs to know that somebody watches; while nobody listens it does nothing.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class StatusStream {

    private static final System.Logger LOG = System.getLogger(StatusStream.class.getName());
    private static final long PERIOD_MILLIS = 250;
    /** A page that has gone is noticed only by a failed send. */
    private static final int LOOKS_PER_HEARTBEAT = 40;
    private static final int LOOKS_PER_CHECK = 8;

    @EJB
    private StatusView view;
    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final SseListeners listeners = new SseListeners();
    private final Jsonb json = JsonbBuilder.create();
    private ScheduledFuture<?> ticking;
    private String sent = "";
    private int looks;

    @PostConstruct
    void start() {
        ticking = scheduler.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param welcome whether who listens may do so still; asked now and then */
    public void add(SseEventSink sink, Sse sse, BooleanSupplier welcome) {
        listeners.send(sink, status(sse, json.toJson(view.status())));
        listeners.add(sink, sse, null, welcome);
    }

    private void look() {
        if (listeners.none()) {
            return;
        }
        try {
            if (++looks % LOOKS_PER_CHECK == 0) {
                listeners.dismiss();
            }
            String now = json.toJson(view.status());
            boolean heartbeat = looks % LOOKS_PER_HEARTBEAT == 0;
            boolean news = !now.equals(sent);
            sent = now;
            listeners.each((sink, sse) -> {
                if (news) {
                    listeners.send(sink, status(sse, now));
                } else if (heartbeat) {
                    listeners.heartbeat(sink, sse);
                }
            });
        } catch (RuntimeException e) {
            // A failed look must not end the looking.
            LOG.log(System.Logger.Level.WARNING, "status could not be sent", e);
        }
    }

    private static OutboundSseEvent status(Sse sse, String json) {
        return sse.newEventBuilder().name("status").data(String.class, json).build();
    }

    @PreDestroy
    void stop() {
        ticking.cancel(false);
        listeners.close();
    }
}
