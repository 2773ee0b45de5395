package org.fastlabel.hub;

import java.util.Optional;

/** How Label Studio reaches the predictions of this server. */
public interface MlBackendAccess {

    /** The address to register there; empty while FASTLABEL_PUBLIC_URL is not set. */
    Optional<String> url();

    String username();

    /** Whether a password was made; it is shown once and kept as a hash only. */
    boolean passwordSet();
}
