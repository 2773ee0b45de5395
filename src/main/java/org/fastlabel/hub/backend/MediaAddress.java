package org.fastlabel.hub.backend;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signed addresses that this server gives its pictures and sounds. Nothing is ever fetched from an address. */
final class MediaAddress {

    private static final Pattern FORM = Pattern.compile("(?:https?://[^/?#]+)?(?:/[^?#]*)?/hub/media/(\\d{1,18})/([A-Za-z0-9_-]{43})");
    private static final int LONGEST = 2000;

    /** Knows whether a signature is a task's. */
    interface Check {
        boolean valid(long task, String signature);
    }

    private MediaAddress() {
    }

    /** The task whose content lies there; whatever host it names, only this server can have signed it. */
    static Optional<Long> task(String address, Check check) {
        Matcher m = FORM.matcher(address.length() > LONGEST ? "" : address.strip());
        return m.matches() && check.valid(Long.parseLong(m.group(1)), m.group(2)) ? Optional.of(Long.parseLong(m.group(1))) : Optional.empty();
    }
}
