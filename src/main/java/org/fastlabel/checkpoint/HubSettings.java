package org.fastlabel.checkpoint;

import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.fastlabel.api.Settings;

/**
 * How the hub is reached.
 *
 * @param endpoint without a slash at the end
 * @param patience how long to wait for an answer, and for its next bytes
 */
record HubSettings(URI endpoint, Optional<String> token, boolean offline, Path cache, HubProxies proxies, SSLContext trust,
        Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @throws org.fastlabel.api.InvalidInput with code {@code bad-setting} */
    static HubSettings read() {
        return new HubSettings(Settings.hubEndpoint(), Settings.hubToken(), Settings.hubOffline(), Settings.hubCache(),
                new HubProxies(Settings.shared("HTTP_PROXY"), Settings.shared("HTTPS_PROXY"), Settings.shared("NO_PROXY"),
                        ProxySelector.getDefault()), HubTrust.ofRuntime(), PATIENCE);
    }
}
