package org.fastlabel.checkpoint;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;

/**
 * The proxies of {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}; where they name none, those of Java
 * ({@code https.proxyHost} and its like).
 */
final class HubProxies extends ProxySelector {

    private static final int DEFAULT_PORT = 80;

    /** @param authorization value of the header that the proxy wants, or null */
    private record Server(InetSocketAddress address, String authorization) {
    }

    private final Optional<Server> http;
    private final Optional<Server> https;
    private final List<String> direct;
    private final ProxySelector others;

    /** @param others asked when no variable is set; null for none */
    HubProxies(Optional<String> http, Optional<String> https, Optional<String> direct, ProxySelector others) {
        this.http = http.map(text -> server("HTTP_PROXY", text));
        this.https = https.map(text -> server("HTTPS_PROXY", text));
        this.direct = Arrays.stream(direct.orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+")).filter(s -> !s.isEmpty()).toList();
        this.others = others;
    }

    private static Server server(String variable, String text) {
        try {
            URI uri = new URI(text.contains("://") ? text.strip() : "http://" + text.strip());
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
                String authorization = uri.getUserInfo() == null ? null : "Basic "
                        + Base64.getEncoder().encodeToString(uri.getUserInfo().getBytes(StandardCharsets.UTF_8));
                return new Server(InetSocketAddress.createUnresolved(uri.getHost(), port), authorization);
            }
        } catch (URISyntaxException e) {
            // Refused below, with the same words as an address of another kind; the text may hold a password.
        }
        throw new InvalidInput("bad-setting", variable + " must be an address such as http://proxy.example.org:3128.");
    }

    @Override
    public List<Proxy> select(URI uri) {
        Optional<Server> server = server(uri);
        if (server.isPresent()) {
            InetSocketAddress address = server.get().address();
            return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHostString(), address.getPort())));
        }
        return http.or(() -> https).isPresent() || others == null ? List.of(Proxy.NO_PROXY) : others.select(uri);
    }

    /** What to say to the proxy on the way to an address. */
    Optional<String> authorization(URI uri) {
        return server(uri).map(Server::authorization);
    }

    private Optional<Server> server(URI uri) {
        return isDirect(uri) ? Optional.empty() : "https".equals(uri.getScheme()) ? https : http;
    }

    private boolean isDirect(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return direct.stream().map(s -> s.startsWith("*.") ? s.substring(1) : s).anyMatch(s -> s.equals("*") || s.equals(host)
                || s.equals(host + ":" + uri.getPort()) || host.endsWith(s.startsWith(".") ? s : "." + s));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // The request fails by itself, and says why.
    }
}
