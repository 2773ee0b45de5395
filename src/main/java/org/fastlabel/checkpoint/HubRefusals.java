package org.fastlabel.checkpoint;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.fastlabel.checkpoint.HubException.Kind;

/** What an answer that is not the file means, and what the person can do. */
final class HubRefusals {

    private HubRefusals() {
    }

    /**
     * @param byHub whether the hub itself answered, not a server that it sent us to
     * @param token whether one was shown to the hub
     */
    static HubException of(int status, HttpHeaders headers, HubName name, boolean byHub, boolean token) {
        String code = headers.firstValue("X-Error-Code").orElse("");
        String repository = name.repository();
        if (status == 408 || status == 429 || status >= 500) {
            return new HubException(Kind.TRY_AGAIN, HubException.BUSY, status == 429 ? "The hub has had too many requests from here (429)."
                    + (token ? "" : " With a token in HF_TOKEN it allows more.") : "The hub answers with an error of its own (" + status + ").",
                    retryAfter(headers), null);
        } else if (!byHub) {
            // Such addresses hold for a limited time; the hub gives a new one.
            return new HubException(Kind.TRY_AGAIN, HubException.BUSY, "The server that the hub sent us to does not give the file (" + status + ").");
        } else if (code.equals("GatedRepo") || status == 403) {
            return new HubException(Kind.REFUSED, HubException.DENIED, repository + " is not open to everybody (" + status + "). Accept its publisher's conditions "
                    + "on its page at the hub, then set HF_TOKEN to a token of that account" + (token ? ": the one that is set may not read it."
                            : " and start again."));
        } else if (status == 401) {
            return new HubException(Kind.REFUSED, HubException.DENIED, token
                    ? "The hub does not accept the token in HF_TOKEN, or it may not read " + repository + " (401)."
                    : "There is no public repository " + repository + " at the hub (401). If the name is right, it is private or gated: "
                            + "set HF_TOKEN to a token that may read it and start again.");
        } else if (status == 404 && code.equals("RevisionNotFound")) {
            return new HubException(Kind.NOT_THERE, HubException.NOT_FOUND, repository + " has no revision \"" + name.revision() + "\" at the hub (404).");
        } else if (status == 404 || status == 410) {
            return new HubException(Kind.NOT_THERE, HubException.NOT_FOUND, "The hub has no " + repository + " at revision \"" + name.revision() + "\" (" + status
                    + "), or one of its files is gone.");
        }
        return new HubException(Kind.REFUSED, HubException.ODD, "The hub answers " + status + " to the request for " + repository + ".");
    }

    /** Seconds, or a date that is compared with the server's own. */
    private static Duration retryAfter(HttpHeaders headers) {
        String text = headers.firstValue("Retry-After").orElse("");
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Duration left = Duration.between(date(headers.firstValue("Date").orElse("")), date(text));
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
