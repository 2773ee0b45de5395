package org.fastlabel.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who listens, and for how long. */
class SseListenersTest {

    private final SseListeners listeners = new SseListeners();

    /** A page at the other end. */
    private static final class Page implements SseEventSink {

        private boolean closed;
        private boolean gone;

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            return gone ? CompletableFuture.failedFuture(new IllegalStateException("nobody reads")) : CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void onlyTheStreamOfWhoMayNotListenAnyMoreEnds() {
        AtomicBoolean welcome = new AtomicBoolean(true);
        Page ann = new Page();
        Page bob = new Page();
        // A sink is all that is needed here: no event is made.
        listeners.add(ann, null, "ann", welcome::get);
        listeners.add(bob, null, "bob", () -> true);
        listeners.dismiss();
        assertFalse(ann.closed || bob.closed);
        welcome.set(false);
        listeners.dismiss();
        assertTrue(ann.closed);
        assertFalse(bob.closed);
        assertEquals(0, listeners.of("ann"));
        assertEquals(1, listeners.of("bob"));
    }

    @Test
    void whoHasGoneIsForgottenWithTheNextEvent() {
        Page page = new Page();
        listeners.add(page, null, "ann", () -> true);
        listeners.add(new Page(), null, null, () -> true);
        page.gone = true;
        listeners.each((sink, sse) -> listeners.send(sink, null));
        assertTrue(page.closed);
        assertEquals(0, listeners.of("ann"));
        assertFalse(listeners.none());
    }
}
