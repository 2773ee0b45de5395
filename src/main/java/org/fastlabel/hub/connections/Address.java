package org.fastlabel.hub.connections;

import java.net.URI;

/**
 * Where another server answers; see {@link AddressGuard}.
 *
 * @param base  scheme, host, port and path, without a slash at the end
 * @param typed whether somebody typed it into a page: each connection is then checked again; those of the environment are trusted
 */
public record Address(URI base, boolean typed) {

    /** @param path begins with a slash; with a query or without one, encoded */
    URI at(String path) {
        return URI.create(base + path);
    }

    /** {@code host:port}. */
    public String place() {
        return base.getHost() + ":" + port(base);
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
