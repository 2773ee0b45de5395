package org.fastlabel.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.fastlabel.checkpoint.Checkpoint.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub by TLS, as it really is; its certificate is made anew by the JDK's own tool. */
class HubTlsTest extends HubFixture {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path keys;
    private static KeyStore store;
    private boolean trusted = true;

    @BeforeAll
    static void makeCertificate() throws Exception {
        File file = keys.resolve("hub.p12").toFile();
        Process tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC",
                "-alias", "hub", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12",
                "-storepass", PASSWORD, "-keystore", file.toString()).redirectErrorStream(true).start();
        tool.getInputStream().readAllBytes();
        assertTrue(tool.waitFor(180, TimeUnit.SECONDS));
        store = KeyStore.getInstance(file, PASSWORD.toCharArray());
    }

    @Override
    FakeHub fakeHub() {
        try {
            KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            identity.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.getKeyManagers(), null, null);
            return new FakeHub(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    SSLContext trust() {
        try {
            KeyStore accepted = KeyStore.getInstance(KeyStore.getDefaultType());
            accepted.load(null, null);
            accepted.setCertificateEntry("hub", store.getCertificate("hub"));
            return trusted ? HubTrust.of(accepted) : HubTrust.ofRuntime();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void downloadsBySecureConnections() throws IOException {
        assertReady(download());
    }

    @Test
    void speaksToNobodyWhoseCertificateIsUnknown() {
        trusted = false;

        Checkpoint found = download();

        assertEquals(State.FAILED, found.state());
        assertTrue(found.error().contains("certificate"), found.error());
        assertTrue(hub.requests().isEmpty());
    }

    @Test
    void isNotLedFromASecureToAnOpenConnection() {
        hub.fault("hub", WEIGHTS, HubFault.status(302, "Location", hub.elsewhere().toString().replace("https:", "http:") + "/x"));

        Checkpoint found = download();

        assertEquals(State.FAILED, found.state());
        assertTrue(found.error().contains("never from https to http"), found.error());
    }

    @Test
    void goesThroughTheTunnelOfAProxyThatAsksForAPassword() throws IOException {
        try (Tunnels tunnels = new Tunnels()) {
            proxy = Optional.of("http://user:word@127.0.0.1:" + tunnels.socket.getLocalPort());

            assertReady(download());

            assertTrue(tunnels.heads.stream().allMatch(head -> head.get(0).startsWith("CONNECT ")
                    && head.contains("Proxy-Authorization: Basic dXNlcjp3b3Jk")), tunnels.heads::toString);
            assertTrue(tunnels.heads.size() >= 2);
        }
        assertTrue(hub.requests().stream().allMatch(r -> r.header("Proxy-Authorization") == null));
    }

    /** A proxy that lets bytes through to where CONNECT says. */
    private static final class Tunnels implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<List<String>> heads = new CopyOnWriteArrayList<>();

        Tunnels() throws IOException {
            daemon(() -> {
                while (true) {
                    Socket client = socket.accept();
                    daemon(() -> tunnel(client));
                }
            });
        }

        private interface Work {
            void run() throws IOException;
        }

        private static void daemon(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException e) {
                    // One of the two has closed; so ends the tunnel.
                    return;
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private void tunnel(Socket client) throws IOException {
            // The client says nothing more before it is answered, so nothing is lost in this reader's buffer.
            BufferedReader reader = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> head = new ArrayList<>();
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                head.add(line);
            }
            heads.add(head);
            String[] target = head.get(0).split(" ")[1].split(":");
            Socket server = new Socket(target[0], Integer.parseInt(target[1]));
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            daemon(() -> copy(client.getInputStream(), server.getOutputStream()));
            copy(server.getInputStream(), client.getOutputStream());
            client.close();
            server.close();
        }

        private static void copy(InputStream in, OutputStream out) throws IOException {
            in.transferTo(out);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
