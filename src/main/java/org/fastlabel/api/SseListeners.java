package org.fastlabel.api;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** The pages that listen. One that has gone is noticed by a failed send only, and then forgotten. Safe from any thread. */
public final class SseListeners {

    private final Map<SseEventSink, Listener> listeners = new ConcurrentHashMap<>();

    /** @param who an account, or null where nobody has to log in @param welcome whether that one may listen still */
    private record Listener(Sse sse, String who, BooleanSupplier welcome) {
    }

    public boolean none() {
        return listeners.isEmpty();
    }

    public void add(SseEventSink sink, Sse sse, String who, BooleanSupplier welcome) {
        listeners.put(sink, new Listener(sse, who, welcome));
    }

    /** How many streams an account has open. */
    public long of(String who) {
        return listeners.values().stream().filter(listener -> who.equals(listener.who)).count();
    }

    public void each(BiConsumer<SseEventSink, Sse> what) {
        listeners.forEach((sink, listener) -> what.accept(sink, listener.sse));
    }

    /** Ends the streams of those who may not listen any more: a login is asked for when a stream begins, and it goes on for hours. */
    public void dismiss() {
        listeners.forEach((sink, listener) -> {
            if (!listener.welcome.getAsBoolean()) {
                listeners.remove(sink);
                sink.close();
            }
        });
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
