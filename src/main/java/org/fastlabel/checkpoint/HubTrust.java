package org.fastlabel.checkpoint;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose certificates are accepted: those that the Java runtime's own list accepts. The application server brings a list of its
 * own, which knows nothing of what a person or a company has added to the runtime's.
 */
final class HubTrust {

    private static final System.Logger LOG = System.getLogger(HubTrust.class.getName());
    private static final char[] PASSWORD = "changeit".toCharArray();

    private HubTrust() {
    }

    static SSLContext ofRuntime() {
        File list = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts").toFile();
        try {
            KeyStore store = KeyStore.getInstance(list, PASSWORD);
            return store.size() > 0 ? of(store) : SSLContext.getDefault();
        } catch (IOException | GeneralSecurityException e) {
            LOG.log(System.Logger.Level.DEBUG, "the runtime's list of certificates cannot be read", e);
            return defaults();
        }
    }

    private static SSLContext defaults() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Accepts what these certificates vouch for. */
    static SSLContext of(KeyStore accepted) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(accepted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
