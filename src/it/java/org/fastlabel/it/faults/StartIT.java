package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fastlabel.it.Api;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the console says when FastLabel cannot start, and who may come in when it listens to others. */
@Tag("fault")
class StartIT {

    private static void refusesToStart(Server server, int port, String words) throws Exception {
        Process launcher = server.launch(port);
        assertTrue(launcher.waitFor(180, TimeUnit.SECONDS), "it says so and ends");
        assertEquals(1, launcher.exitValue());
        Waiting.until("the console has been read", java.time.Duration.ofSeconds(60), () -> !server.console().isEmpty());
        List<String> lines = server.console();
        assertEquals(1, lines.size(), () -> "one line, not " + lines);
        assertTrue(lines.get(0).startsWith("FastLabel cannot start: ") && lines.get(0).contains(words), lines.get(0));
    }

    @Test
    void aTakenPortIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Server server = Server.prepared("taken-port", Map.of())) {
            refusesToStart(server, taken.getLocalPort(), "port " + taken.getLocalPort());
        }
    }

    @Test
    void aHomeThatIsNoFolderIsOneClearLine() throws Exception {
        Path file = Files.createTempFile("fastlabel", "home");
        try (Server server = Server.prepared("no-home", Map.of("FASTLABEL_HOME", file.toString()))) {
            refusesToStart(server, Server.freePort(), file.toString());
        } finally {
            Files.delete(file);
        }
        // Not even the superuser can write here.
        try (Server server = Server.prepared("no-home", Map.of("FASTLABEL_HOME", "/proc/fastlabel"))) {
            refusesToStart(server, Server.freePort(), "/proc/fastlabel");
        }
    }

    @Test
    void nonsenseInSettingsIsOneClearLine() throws Exception {
        try (Server server = Server.prepared("bad-host", Map.of("FASTLABEL_HOST", "no such host"))) {
            refusesToStart(server, Server.freePort(), "FASTLABEL_HOST");
        }
        try (Server server = Server.prepared("bad-port", Map.of())) {
            refusesToStart(server, 70_000, "FASTLABEL_PORT");
        }
    }

    @Test
    void beyondLoopbackWhatEverybodyKnowsIsNoSecret() throws Exception {
        for (Map.Entry<String, String> known : Map.of("FASTLABEL_ADMIN_PASSWORD", "admin123", "JWT_SECRET", "change_me_super_secret").entrySet()) {
            try (Server server = Server.prepared("known-secret", Map.of("FASTLABEL_HOST", "0.0.0.0", known.getKey(), known.getValue()))) {
                refusesToStart(server, Server.freePort(), known.getKey());
            }
        }
    }

    @Test
    void aSecondServerOnTheSameHomeIsRefusedAndTheFirstGoesOn() throws Exception {
        try (Server first = Server.start("one-home", Map.of());
                Server second = Server.prepared("other", Map.of("FASTLABEL_HOME", first.home().toString()))) {
            refusesToStart(second, Server.freePort(), "another FastLabel");
            first.api().get("status").expect(200);
            // It listens on loopback alone.
            for (InetAddress outer : outerAddresses()) {
                assertFalse(answers(outer, first.port()), outer + " answers");
            }
            first.stop();
            assertTrue(first.console().stream().noneMatch(line -> line.startsWith("The server ended")), () -> "" + first.console());
        }
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<InetAddress> outerAddresses() throws IOException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress()).toList();
    }

    @Test
    void beyondLoopbackEveryCallNeedsTheToken() {
        try (Server server = Server.start("open", Map.of("FASTLABEL_HOST", "0.0.0.0"))) {
            String ready = server.console().stream().filter(line -> line.startsWith("FastLabel is ready")).findFirst().orElseThrow();
            assertTrue(ready.contains("?token="), ready);
            String token = ready.substring(ready.indexOf("?token=") + 7).trim();
            assertTrue(token.length() >= 32, "a token that cannot be guessed");
            Api api = server.api();
            api.get("health").expect(200);
            for (String path : List.of("status", "next_batch", "events", "../openapi.json", "../get_next_prompt", "../metrics")) {
                assertEquals(401, api.get(path).status(), path);
            }
            // The page where one logs in, and what it is made of.
            for (String path : List.of("../", "../index.html", "../js/app.js")) {
                assertEquals(200, api.get(path).status(), path);
            }
            api.get("status").problem(401, "token-required");
            api.post("undo", "{}").problem(401, "token-required");
            api.send(api.request("status").header("Authorization", "Bearer " + "x".repeat(48)).GET()).problem(401);
            api.send(api.request("status").header("Authorization", "Bearer " + token).GET()).expect(200);
            Answer page = api.get("../?token=" + token).expect(200);
            String cookie = page.header("Set-Cookie");
            assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
            api.send(api.request("status").header("Cookie", cookie.substring(0, cookie.indexOf(';'))).GET()).expect(200);
            assertEquals(401, api.get("status?token=" + token.substring(1)).status());
        }
    }
}
