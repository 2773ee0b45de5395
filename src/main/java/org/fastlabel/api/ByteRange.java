package org.fastlabel.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a file are wanted, after RFC 9110.
 *
 * @param first   inclusive
 * @param last    inclusive
 * @param partial whether a part was asked for
 */
record ByteRange(long first, long last, boolean partial) {

    /** Asked for bytes that are not there. */
    static final ByteRange NONE = new ByteRange(0, -1, true);
    private static final Pattern ONE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

    /** @param header null for all; several ranges at once, and what is no range, count as all, which the RFC allows */
    static ByteRange of(String header, long size) {
        Matcher m = header == null ? null : ONE.matcher(header.strip());
        if (m == null || !m.matches() || m.group(1).isEmpty() && m.group(2).isEmpty()) {
            return new ByteRange(0, size - 1, false);
        }
        if (m.group(1).isEmpty()) {
            // The last so many bytes.
            long count = Math.min(size, Long.parseLong(m.group(2)));
            return count == 0 ? NONE : new ByteRange(size - count, size - 1, true);
        }
        long first = Long.parseLong(m.group(1));
        long last = m.group(2).isEmpty() ? size - 1 : Long.parseLong(m.group(2));
        if (last < first && first < size) {
            return new ByteRange(0, size - 1, false);
        }
        return first >= size ? NONE : new ByteRange(first, Math.min(last, size - 1), true);
    }

    long length() {
        return last - first + 1;
    }
}
