package org.fastlabel.hub.connections;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/**
 * Reads addresses of other servers. Those of the environment are the operator's and only have to be addresses; those typed into a page may
 * lead only to hosts that the operator has allowed, written the usual way, and never to where clouds keep their secrets.
 *
 * <p>A typed name is looked up and checked before each connection. Java's client then looks it up itself, in the same cache of names (30 s by
 * default, {@code networkaddress.cache.ttl}). So what was checked is what is connected to, unless the cache is switched off or forgets the
 * name just between the two: then a name server that changes its answer could lead one call to where it must not go. That is left so. Java 17
 * lets nobody tell the client which address a name has (18 does); the address in the place of the name fits no certificate; a cache that
 * never forgets would lose every server that moves. And it takes an operator who has allowed a host whose name server is hostile.
 */
public final class AddressGuard {

    private static final Set<String> METADATA = Set.of("169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16",
            "fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254");
    private static final String NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*";
    private static final String NUMBER = "(0|[1-9]\\d{0,2})";
    private static final String FOUR_NUMBERS = NUMBER + "(\\." + NUMBER + "){3}";

    private AddressGuard() {
    }

    /** @param variable names it in the complaint, which does not repeat the text: it may hold a password */
    public static Address ofEnvironment(String variable, String text) {
        try {
            return new Address(parsed(text), false);
        } catch (InvalidInput e) {
            throw new InvalidInput("bad-setting", variable + ": " + e.getMessage());
        }
    }

    /** @param allowed as {@link org.fastlabel.api.Settings#allowedHosts} has them */
    public static Address typed(String text, List<String> allowed) {
        URI uri = parsed(text);
        String host = uri.getHost();
        if (!allowed.contains(host) && !allowed.contains(host + ":" + Address.port(uri))) {
            throw new InvalidInput("address-not-allowed", "Addresses on " + JsonBody.shortened(host + ":" + Address.port(uri)) + " are not allowed "
                    + "here. The operator of this server can allow the host by FASTLABEL_ALLOWED_HOSTS, or set the address in the environment.");
        }
        if (host.startsWith("[") || host.matches(FOUR_NUMBERS)) {
            check(host);
        }
        return new Address(uri, true);
    }

    /** Looks the host of a typed address up. @throws Refused when its name leads to where nobody may be sent */
    static void recheck(Address address) throws UnknownHostException {
        if (address.typed()) {
            try {
                for (InetAddress found : InetAddress.getAllByName(address.base().getHost())) {
                    checkFound(found);
                }
            } catch (InvalidInput e) {
                throw new Refused(Refused.NOT_ALLOWED, 0, e.getMessage(), "Use another address.");
            }
        }
    }

    private static URI parsed(String text) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceAll("/+$", "")).normalize();
        } catch (URISyntaxException e) {
            throw bad("It is no address");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw bad("It does not begin with http:// or https://");
        } else if (uri.getRawUserInfo() != null) {
            throw bad("It holds a name or password before the host; the token has its own field");
        } else if (uri.getRawFragment() != null || uri.getRawQuery() != null) {
            throw bad("It has a part behind ? or #");
        } else if (uri.getHost() == null) {
            throw bad("Its host is no name of letters, digits, hyphens and dots");
        } else if (uri.getPort() == 0 || uri.getPort() > 65535) {
            throw bad("Its port is not between 1 and 65535");
        }
        String host = host(uri.getHost().toLowerCase(Locale.ROOT));
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (path.contains("..") || path.contains("%") || path.contains("//")) {
            throw bad("Its path must be plain folders, such as /label-studio");
        }
        return URI.create(scheme + "://" + host + (uri.getPort() >= 0 ? ":" + uri.getPort() : "") + path);
    }

    /** Only the usual way of writing a host, so that what is compared is what is connected to. */
    private static String host(String host) {
        if (host.startsWith("[")) {
            if (host.contains("%") || host.contains(".")) {
                throw bad("Its IPv6 address must be written without % and without dots");
            }
            return "[" + literal(host).getHostAddress() + "]";
        }
        String last = host.substring(host.lastIndexOf('.') + 1);
        if (!host.matches(NAME) || last.matches("\\d+|0x[0-9a-f]*") && !host.matches(FOUR_NUMBERS)) {
            throw bad("Its host is neither a name nor four numbers with dots");
        }
        return host.matches(FOUR_NUMBERS) ? literal(host).getHostAddress() : host;
    }

    private static InetAddress literal(String host) {
        try {
            InetAddress found = InetAddress.getByName(host);
            if (host.startsWith("[") && found instanceof Inet4Address) {
                throw bad("It hides an IPv4 address in an IPv6 one");
            }
            return found;
        } catch (UnknownHostException e) {
            throw bad("Its host is neither a name nor a number");
        }
    }

    private static void check(String host) {
        checkFound(literal(host));
    }

    static void checkFound(InetAddress found) {
        boolean hidden = found instanceof Inet6Address v6 && hidesIpv4(v6.getAddress());
        String plain = found.getHostAddress().replaceAll("%.*", "");
        if (found.isLinkLocalAddress() || found.isAnyLocalAddress() || found.isMulticastAddress() || hidden || METADATA.contains(plain)) {
            throw new InvalidInput("address-not-allowed", "This address leads to " + plain + ", where no server of yours can be.");
        }
    }

    /** IPv4 within IPv6: compatible (but ::1), translated (64:ff9b::/32), 6to4 (2002::/16). */
    private static boolean hidesIpv4(byte[] b) {
        boolean compatible = true;
        for (int i = 0; i < 12; i++) {
            compatible &= b[i] == 0;
        }
        boolean loopback = compatible && b[12] == 0 && b[13] == 0 && b[14] == 0 && b[15] == 1;
        return compatible && !loopback || b[0] == 0 && b[1] == 0x64 && b[2] == (byte) 0xff && b[3] == (byte) 0x9b || b[0] == 0x20 && b[1] == 0x02;
    }

    private static InvalidInput bad(String why) {
        return new InvalidInput("bad-address", why + ". An address looks like http://localhost:8080 or https://example.org/label-studio.");
    }
}
