package org.fastlabel.hub.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.fakes.ls.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    private static final Pace QUICK = new Pace(4, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(20), Duration.ofSeconds(2), 5,
            Duration.ofSeconds(60), Duration.ofSeconds(5));

    private final FakeLabelStudio server = new FakeLabelStudio();
    private final Address address = new Address(URI.create(server.url()), false);
    private final Outbound out = new Outbound(QUICK, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    @AfterEach
    void stop() {
        server.close();
    }

    private Request version() {
        return Request.get(address, "/api/version");
    }

    @Test
    void asksAgainWhereThatDoesNoHarm() {
        server.fault("GET", "/api/version", Fault.dropBefore(), 2);
        assertEquals("1.22.0.dev0", out.send(version()).object().getString("release"));
        assertEquals(3, server.calls().size());
    }

    @Test
    void givesUpAfterSoManyAttempts() {
        server.fault("GET", "/api/version", Fault.status(503, null), 100);
        TryLater busy = assertThrows(TryLater.class, () -> out.send(version()));
        assertEquals(TryLater.BUSY, busy.code());
        assertEquals(4, server.calls().size());
    }

    @Test
    void whatMustNotHappenTwiceIsAskedOnce() {
        server.fault("POST", ".*", Fault.dropAfter(), 1);
        TryLater lost = assertThrows(TryLater.class, () -> out.send(Request.post(address, "/api/token/refresh", Json.createObjectBuilder().build())));
        assertTrue(lost.perhapsDone());
        assertEquals(1, server.calls().size());
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        server.fault("GET", ".*", Fault.status(429, "1"), 1);
        long before = System.nanoTime();
        out.send(version());
        assertTrue(System.nanoTime() - before >= 1_000_000_000L);
    }

    @Test
    void leavesALongWaitToTheJob() {
        server.fault("GET", ".*", Fault.status(429, "Thu, 01 Jan 2026 00:10:00 GMT"), 1);
        TryLater later = assertThrows(TryLater.class, () -> out.send(version()));
        assertEquals(Duration.ofMinutes(10), later.after());
        assertFalse(later.perhapsDone());
        assertEquals(1, server.calls().size());
        server.fault("GET", ".*", Fault.status(429, "soon"), 4);
        assertNull(assertThrows(TryLater.class, () -> out.send(version())).after());
    }

    @Test
    void leavesAServerAloneThatKeepsFailing() {
        server.fault("GET", ".*", Fault.status(502, null), 100);
        for (int i = 0; i < 3; i++) {
            assertThrows(TryLater.class, () -> out.send(version()));
        }
        assertEquals(5, server.calls().size());
        out.forgive(address);
        server.noFaults();
        out.send(version());
    }

    @Test
    void aTokenThatIsRefusedIsNotTriedAgainAndNeverShown() {
        Refused refused = assertThrows(Refused.class, () -> out.send(Request.get(address, "/api/current-user/whoami").authorized("Token", TOKEN)));
        assertEquals(Refused.TOKEN, refused.code());
        assertEquals(1, server.calls().size());
        Request request = Request.post(address, "/x", Json.createObjectBuilder().add("refresh", TOKEN).build()).authorized("Bearer", TOKEN).with("t", TOKEN);
        for (String shown : new String[] {request.toString(), refused.toString(), refused.getMessage(), refused.detail(), refused.advice(),
                request.clean("no " + TOKEN + " here")}) {
            assertFalse(shown.contains(TOKEN), shown);
        }
    }

    @Test
    void aTokenThatTheOtherServerRepeatsIsNotRepeatedHere() throws IOException {
        HttpServer echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        echo.createContext("/", exchange -> {
            byte[] body = ("{\"detail\":\"bad " + exchange.getRequestHeaders().getFirst("Authorization") + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        echo.start();
        Address there = new Address(URI.create("http://127.0.0.1:" + echo.getAddress().getPort()), false);
        Refused refused = assertThrows(Refused.class, () -> out.send(Request.get(there, "/").authorized("Token", TOKEN)));
        assertTrue(refused.getMessage().contains("bad Token …"), refused.getMessage());
        echo.stop(0);
    }

    @Test
    void aPageIsNoAnswer() {
        server.fault("GET", ".*", Fault.html(), 1);
        assertEquals(Refused.BAD_ANSWER, assertThrows(Refused.class, () -> out.send(version()).json()).code());
        Refused notThere = assertThrows(Refused.class, () -> out.send(Request.get(address, "/nowhere")));
        assertEquals(Refused.NOT_FOUND, notThere.code());
        assertFalse(notThere.getMessage().contains("<"));
    }

    @Test
    void aBrokenEndIsAFailure() {
        server.fault("GET", ".*", Fault.truncated(), 1);
        assertThrows(TryLater.class, () -> out.send(version().repeat(false)));
    }

    @Test
    void anAnswerMayNotBeEndless() {
        assertEquals(Refused.BAD_ANSWER, assertThrows(Refused.class, () -> out.send(version().atMost(5))).code());
    }

    @Test
    void aSlowAnswerIsNotWaitedForLonger() {
        server.fault("GET", ".*", Fault.slow(Duration.ofSeconds(5)), 1);
        TryLater slow = assertThrows(TryLater.class, () -> out.send(version().within(Duration.ofMillis(300)).repeat(false)));
        assertEquals(TryLater.TIMEOUT, slow.code());
        assertTrue(slow.perhapsDone());
    }

    @Test
    void nobodyThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        TryLater nobody = assertThrows(TryLater.class, () -> out.send(Request.get(new Address(URI.create("http://127.0.0.1:" + port), false), "/")));
        assertEquals(TryLater.UNREACHABLE, nobody.code());
        assertFalse(nobody.perhapsDone());
    }

    @Test
    void followsOnlyWithinTheSameServer() throws IOException {
        AtomicInteger reached = new AtomicInteger();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            reached.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        other.start();
        HttpServer first = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        first.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/there")) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                exchange.getResponseHeaders().set("Location", path.equals("/here") ? "/there" : "http://127.0.0.1:" + other.getAddress().getPort() + "/");
                exchange.sendResponseHeaders(302, -1);
            }
            exchange.close();
        });
        first.start();
        Address there = new Address(URI.create("http://127.0.0.1:" + first.getAddress().getPort()), false);
        assertEquals(204, out.send(Request.get(there, "/here")).status());
        assertThrows(Refused.class, () -> out.send(Request.get(there, "/away")));
        assertThrows(Refused.class, () -> out.send(Request.post(there, "/here", Json.createObjectBuilder().build())));
        assertEquals(0, reached.get());
        first.stop(0);
        other.stop(0);
    }

    @Test
    void sendsALengthAndKeepsNoCookies() {
        out.send(version());
        out.send(Request.post(address, "/api/token/refresh", Json.createObjectBuilder().add("refresh", server.tokens().personal()).build()));
        assertTrue(server.calls().get(1).headers().containsKey("content-length"));
        assertFalse(server.calls().get(1).headers().containsKey("cookie"));
    }
}
