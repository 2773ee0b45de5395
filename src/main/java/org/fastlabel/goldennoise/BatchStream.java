package org.fastlabel.goldennoise;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.fastlabel.api.NotFound;
import org.fastlabel.api.RecordJson;
import org.fastlabel.goldennoise.store.Batch;

/** Sends groups that are being made to the pages that watch them, as they change, until they are over. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class BatchStream {

    private static final System.Logger LOG = System.getLogger(BatchStream.class.getName());
    private static final long PERIOD_MILLIS = 150;
    /** A page that has gone is noticed only by a failed send. */
    private static final int LOOKS_PER_HEARTBEAT = 60;

    @Inject
    private Views views;
    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private ScheduledFuture<?> ticking;

    private static final class Listener {

        private final String batchId;
        private final SseEventSink sink;
        private final Sse sse;
        private String sent = "";
        private int looks;

        private Listener(String batchId, SseEventSink sink, Sse sse) {
            this.batchId = batchId;
            this.sink = sink;
            this.sse = sse;
        }
    }

    @PostConstruct
    void start() {
        ticking = scheduler.scheduleWithFixedDelay(() -> listeners.forEach(this::look), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    public void add(String batchId, SseEventSink sink, Sse sse) {
        Listener listener = new Listener(batchId, sink, sse);
        listeners.add(listener);
        look(listener);
    }

    private void look(Listener listener) {
        synchronized (listener) {
            if (!listeners.contains(listener)) {
                return;
            }
            try {
                Views.Group group = views.group(listener.batchId);
                String now = RecordJson.of(group);
                if (!now.equals(listener.sent)) {
                    listener.sent = now;
                    send(listener, listener.sse.newEventBuilder().name("batch").data(String.class, now).build());
                } else if (++listener.looks % LOOKS_PER_HEARTBEAT == 0) {
                    send(listener, listener.sse.newEventBuilder().comment("still here").build());
                }
                if (Batch.State.valueOf(group.state().toUpperCase(Locale.ROOT)).over()) {
                    end(listener);
                }
            } catch (NotFound e) {
                end(listener);
            } catch (RuntimeException e) {
                // A failed look must not end the looking.
                LOG.log(System.Logger.Level.WARNING, "a group could not be sent", e);
            }
        }
    }

    private void send(Listener listener, OutboundSseEvent event) {
        if (listener.sink.isClosed()) {
            listeners.remove(listener);
            return;
        }
        listener.sink.send(event).exceptionally(failure -> {
            end(listener);
            return null;
        });
    }

    private void end(Listener listener) {
        listeners.remove(listener);
        listener.sink.close();
    }

    @PreDestroy
    void stop() {
        ticking.cancel(false);
        listeners.forEach(this::end);
    }
}
