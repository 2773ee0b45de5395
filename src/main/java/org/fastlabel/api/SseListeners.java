package org.fastlabel.api;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The pages that listen. One that has gone is noticed by a failed send only, and then forgotten. Safe from any thread. */
public final class SseListeners {

    private final Map<SseEventSink, Sse> listeners = new ConcurrentHashMap<>();

    public boolean none() {
        return listeners.isEmpty();
    }

    public void add(SseEventSink sink, Sse sse) {
        listeners.put(sink, sse);
    }

    public void each(BiConsumer<SseEventSink, Sse> what) {
        listeners.forEach(what);
    }

    public void send(SseEventSink sink, OutboundSseEvent event) {
        if (sink.isClosed()) {
            listeners.remove(sink);
            return;
        }
        sink.send(event).exceptionally(failure -> {
            listeners.remove(sink);
            sink.close();
            return null;
        });
    }

    /** Says nothing, so that a connection nobody reads from any more is noticed. */
    public void heartbeat(SseEventSink sink, Sse sse) {
        send(sink, sse.newEventBuilder().comment("still here").build());
    }

    public void close() {
        listeners.keySet().forEach(SseEventSink::close);
        listeners.clear();
    }
}
