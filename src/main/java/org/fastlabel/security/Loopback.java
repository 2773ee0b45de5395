package org.fastlabel.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.fastlabel.api.Settings;

/** Which host names mean this machine and no other. */
final class Loopback {

    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
    /** The whole block, but no name that only begins like it: a foreign site may own 127.0.0.1.its.name. */
    private static final Pattern NUMBER = Pattern.compile("127(\\.\\d{1,3}){3}");

    private Loopback() {
    }

    /** Whether the server can be reached from this machine only. */
    static boolean listening() {
        return is(Settings.host());
    }

    /** @param address of this end of a connection, in numbers; IPv6 in any spelling */
    static boolean numberOf(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    static boolean is(String host) {
        return NAMES.contains(host.toLowerCase(Locale.ROOT)) || NUMBER.matcher(host).matches();
    }
}
