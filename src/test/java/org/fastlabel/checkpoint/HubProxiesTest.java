package org.fastlabel.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.checkpoint.Checkpoint.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubProxiesTest extends HubFixture {

    private static HubProxies proxies(String http, String https, String direct, ProxySelector others) {
        return new HubProxies(Optional.ofNullable(http), Optional.ofNullable(https), Optional.ofNullable(direct), others);
    }

    private static String of(HubProxies proxies, String uri) {
        Proxy proxy = proxies.select(URI.create(uri)).get(0);
        return proxy.type() == Proxy.Type.DIRECT ? "direct" : ((InetSocketAddress) proxy.address()).getHostString() + ":"
                + ((InetSocketAddress) proxy.address()).getPort();
    }

    @Test
    void takesTheProxyOfTheScheme() {
        HubProxies proxies = proxies("http://one:3128", "two.example:8080/", null, null);

        assertEquals("one:3128", of(proxies, "http://hub.example/x"));
        assertEquals("two.example:8080", of(proxies, "https://hub.example/x"));
        assertEquals("direct", of(proxies("http://one", null, null, null), "https://hub.example/x"));
    }

    @Test
    void leavesOutWhatNoProxyNames() {
        HubProxies proxies = proxies(null, "http://one:3128", "example.com, .inner.org *.corp 10.0.0.1,mirror:8443", null);

        assertEquals("direct", of(proxies, "https://example.com/"));
        assertEquals("direct", of(proxies, "https://cdn.Example.com/"));
        assertEquals("one:3128", of(proxies, "https://notexample.com/"));
        assertEquals("direct", of(proxies, "https://a.inner.org/"));
        assertEquals("direct", of(proxies, "https://a.corp/"));
        assertEquals("direct", of(proxies, "https://10.0.0.1/"));
        assertEquals("direct", of(proxies, "https://mirror:8443/"));
        assertEquals("one:3128", of(proxies, "https://mirror/"));
        assertEquals("direct", of(proxies(null, "http://one:3128", "*", null), "https://hub.example/"));
    }

    @Test
    void asksJavaWhenNoVariableIsSet() {
        ProxySelector java = new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("of-java", 99)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {
                throw new AssertionError(e);
            }
        };
        assertEquals("of-java:99", of(proxies(null, null, null, java), "https://hub.example/"));
        assertEquals("direct", of(proxies("http://one", null, null, java), "https://hub.example/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy:1080", "https://proxy", "http://", "http://a b", "http://user:secret@"})
    void refusesWhatIsNoProxy(String text) {
        InvalidInput refused = assertThrows(InvalidInput.class, () -> proxies(null, text, null, null));

        assertTrue(refused.getMessage().contains("HTTPS_PROXY"));
        assertFalse(refused.getMessage().contains("secret"));
    }

    @Test
    void downloadsThroughAProxyAndTellsItAlonePasswordAndUser() throws IOException {
        List<String> forwarded = new CopyOnWriteArrayList<>();
        HttpClient onwards = HttpClient.newHttpClient();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                forwarded.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
                HttpResponse<byte[]> answer = onwards.send(HttpRequest.newBuilder(exchange.getRequestURI()).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                answer.headers().map().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        try {
            proxy = Optional.of("http://user:word@127.0.0.1:" + server.getAddress().getPort());

            assertReady(download());
        } finally {
            server.stop(0);
        }
        assertEquals(hub.requests().size(), forwarded.size());
        assertTrue(forwarded.stream().allMatch(line -> line.startsWith("http://") && line.endsWith(" Basic dXNlcjp3b3Jk")), forwarded::toString);
        assertTrue(hub.requests().stream().allMatch(r -> r.header("Proxy-Authorization") == null));
    }

    @Test
    void tellsThatTheProxyIsNotThere() {
        hub.close();
        proxy = Optional.of("http://127.0.0.1:" + hub.endpoint().getPort());

        Checkpoint found = download();

        assertEquals(State.FAILED, found.state());
        assertTrue(found.error().contains("HTTPS_PROXY"), found.error());
    }
}
