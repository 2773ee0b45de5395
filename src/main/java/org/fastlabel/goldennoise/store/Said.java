package org.fastlabel.goldennoise.store;

import java.time.Instant;

/**
 * Who says something, when, and how long it took.
 *
 * @param seconds  null where it is not known
 * @param submitId the client's own id of the request, or null
 */
public record Said(String judge, Double seconds, String submitId, Instant at) {
}
