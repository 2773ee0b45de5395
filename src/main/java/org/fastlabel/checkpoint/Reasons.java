package org.fastlabel.checkpoint;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.fastlabel.checkpoint.HubException.Kind;

/** Says in plain words why a connection failed. */
final class Reasons {

    private Reasons() {
    }

    static HubException of(IOException failure) {
        return new HubException(Kind.TRY_AGAIN, HubException.UNREACHABLE, text(failure), Duration.ZERO, failure);
    }

    private static String text(IOException failure) {
        if (failure instanceof HttpTimeoutException) {
            return "The hub does not answer, or stopped in the middle.";
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
                return "The name of the hub's server is not known here. Is there a connection to the internet? Behind a proxy, set HTTPS_PROXY.";
            } else if (t instanceof SSLException) {
                return "No secure connection to the hub could be made: its certificate is not accepted here, or something on the way interferes.";
            } else if (t instanceof ConnectException) {
                return "The hub cannot be reached. Is there a connection to the internet? Behind a proxy, set HTTPS_PROXY.";
            }
        }
        return "The connection to the hub broke.";
    }
}
