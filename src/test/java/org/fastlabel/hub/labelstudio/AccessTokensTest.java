package org.fastlabel.hub.labelstudio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.fastlabel.api.Conflict;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.hub.connections.Address;
import org.fastlabel.hub.connections.Connections;
import org.fastlabel.hub.connections.Connections.LabelStudio;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.Pace;
import org.fastlabel.hub.connections.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final String EXCHANGE = "/api/token/refresh/?";

    private final FakeLabelStudio outside = new FakeLabelStudio(0, "/label-studio", Clock.systemUTC());
    private final Outbound out = new Outbound(Pace.USUAL, Clock.systemUTC());
    private final AtomicLong nanos = new AtomicLong();
    private final AccessTokens tokens = new AccessTokens(out, nanos::get);

    @AfterEach
    void stop() {
        outside.close();
    }

    private LabelStudio with(String token) {
        return new LabelStudio(new Address(URI.create(outside.url()), false), token, null, Connections.ENVIRONMENT, null);
    }

    private LabelStudioApi api(String token) {
        return new LabelStudioApi(out, tokens, with(token));
    }

    private long refused() {
        return outside.calls().stream().filter(c -> "GET".equals(c.method())).count();
    }

    @Test
    void aPersonalTokenIsExchangedOnceForManyCalls() {
        LabelStudioApi api = api(outside.tokens().personal());
        assertEquals("admin@example.org", api.whoami());
        api.whoami();
        assertEquals(1, outside.count("POST", EXCHANGE));
        assertTrue(outside.calls().stream().noneMatch(c -> String.valueOf(c.headers().get("authorization")).contains(outside.tokens().personal())));
    }

    @Test
    void aLegacyTokenGoesAlongAsItIs() {
        outside.allowLegacy(true);
        assertEquals("admin@example.org", api(outside.tokens().legacy()).whoami());
        assertEquals(0, outside.count("POST", EXCHANGE));
        outside.allowLegacy(false);
        Refused off = assertThrows(Refused.class, () -> api(outside.tokens().legacy()).whoami());
        assertTrue(off.detail().contains("disabled for this organization"), off.detail());
        assertFalse(off.getMessage().contains(outside.tokens().legacy()));
    }

    @Test
    void itIsExchangedAheadOfItsEnd() {
        LabelStudioApi api = api(outside.tokens().personal());
        api.whoami();
        nanos.addAndGet(Duration.ofSeconds(239).toNanos());
        api.whoami();
        assertEquals(1, outside.count("POST", EXCHANGE));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        api.whoami();
        assertEquals(2, outside.count("POST", EXCHANGE));
        assertEquals(3, refused());
    }

    @Test
    void aTokenThatRanOutEarlyIsExchangedAndTheCallRepeated() {
        LabelStudioApi api = api(outside.tokens().personal());
        api.whoami();
        outside.tokens().expireAll();
        assertEquals("admin@example.org", api.whoami());
        assertEquals(2, outside.count("POST", EXCHANGE));
    }

    @Test
    void aRevokedTokenIsTheEnd() {
        LabelStudioApi api = api(outside.tokens().personal());
        api.whoami();
        String revoked = outside.tokens().personal();
        outside.tokens().revokePersonal();
        outside.tokens().expireAll();
        outside.forgetCalls();
        Refused end = assertThrows(Refused.class, api::whoami);
        assertEquals(Refused.TOKEN, end.code());
        assertEquals(1, outside.count("POST", EXCHANGE));
        assertFalse(end.getMessage().contains(revoked));
    }

    @Test
    void manyThreadsExchangeOnce() throws InterruptedException {
        LabelStudioApi api = api(outside.tokens().personal());
        api.whoami();
        outside.tokens().expireAll();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        List<String> answers = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    answers.add(api.whoami());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(8, answers.size());
        assertEquals(2, outside.count("POST", EXCHANGE));
    }

    @Test
    void nothingShowsAToken() {
        LabelStudio connection = with(outside.tokens().personal());
        AccessTokens.Access access = tokens.of(connection, null);
        for (String shown : List.of(connection.toString(), access.toString(), tokens.toString(), api(outside.tokens().personal()).toString())) {
            assertFalse(shown.contains(outside.tokens().personal()), shown);
            assertFalse(shown.contains(access.token()), shown);
        }
        assertEquals("no-label-studio-token", assertThrows(Conflict.class, () -> tokens.of(with(null), null)).code());
    }

    @Test
    void projectsByCount() {
        for (int i = 0; i < 230; i++) {
            outside.store().create("Project " + i, "<View></View>");
        }
        assertEquals(230, api(outside.tokens().personal()).projects().size());
        assertEquals(3, outside.count("GET", "/api/projects/"));
    }
}
