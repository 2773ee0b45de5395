package org.fastlabel.hub.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of the signed addresses that this server gives its pictures and sounds. Nothing is ever fetched from an address.
 *
 * @param task      whose content lies there, unless somebody has made it up
 * @param signature to be read by {@link MediaSignature}
 */
public record MediaAddress(long task, String signature) {

    private static final String PATH = "/api/hub/media/";
    private static final Pattern FORM = Pattern.compile("(?:https?://[^/?#]+)?(?:/[^?#]*)?/hub/media/(\\d{1,18})/([A-Za-z0-9_-]{1,80})");
    private static final int LONGEST = 2000;

    /** @param address whatever host it names: only this server can have signed it. Empty when it is none of these */
    public static Optional<MediaAddress> of(String address) {
        Matcher m = FORM.matcher(address.length() > LONGEST ? "" : address.strip());
        return m.matches() ? Optional.of(new MediaAddress(Long.parseLong(m.group(1)), m.group(2))) : Optional.empty();
    }

    /** @param base how others reach this server, without a slash at the end */
    String at(String base) {
        return base + PATH + task + "/" + signature;
    }
}
