package org.fastlabel.hub.connections;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/** Says in plain words what went wrong with a call, and what to do. */
final class Failures {

    private static final int LONGEST_QUOTE = 300;
    /** Nobody is asked again later than this, whatever was asked for. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Clock clock;

    Failures(Clock clock) {
        this.clock = clock;
    }

    static TryLater timeout(Request request, boolean connected) {
        return new TryLater(TryLater.TIMEOUT, 0, request.address().place() + " did not " + (connected ? "answer within "
                + request.within().toSeconds() + " s." : "accept a connection in time."), connected ? "It may be overloaded; look at its own log."
                : "Check host and port, and that no firewall lies between.", null, connected, true);
    }

    static TryLater resting(Request request, Duration left) {
        return new TryLater(TryLater.BUSY, 0, request.address().place() + " failed several times in a row and is left alone for "
                + Math.max(1, left.toSeconds()) + " s.", "Look at its own log.", left.plusSeconds(1), false, false);
    }

    /** What prevented an answer. */
    static FastLabelException of(Request request, Throwable failure) {
        String place = request.address().place();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof LimitedBody.TooLong) {
                return new Refused(Refused.BAD_ANSWER, 0, place + " answered with more than " + (request.maxBytes() >> 20) + " MB.",
                        "Check that the address is that of the right server.");
            } else if (t instanceof HttpConnectTimeoutException) {
                return timeout(request, false);
            } else if (t instanceof HttpTimeoutException) {
                return timeout(request, true);
            } else if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
                return new TryLater(TryLater.UNREACHABLE, 0, "No address is known for the host " + request.address().base().getHost() + ".",
                        "Check the name, and that this machine can look it up.", null, false, true);
            } else if (t instanceof SSLException) {
                return new TryLater(TryLater.UNREACHABLE, 0, place + " does not speak https with a certificate that this machine trusts.",
                        "Check http against https, and the certificate.", null, false, true);
            } else if (t instanceof ConnectException) {
                return new TryLater(TryLater.UNREACHABLE, 0, "Nothing listens at " + place + ".", "Check host and port, and that the server there runs. "
                        + "In a container, localhost is the container itself.", null, false, true);
            }
        }
        return new TryLater(TryLater.UNREACHABLE, 0, "The connection to " + place + " broke.", "Look at its own log.", null, true, true);
    }

    /** An answer that is not 2xx. @param next where it sends us, or null */
    FastLabelException of(Request request, HttpResponse<byte[]> answer, URI next) {
        int status = answer.statusCode();
        String place = request.address().place();
        String said = said(request, answer);
        switch (status) {
            case 401:
                return new Refused(Refused.TOKEN, status, place + " does not take the token." + said, "Enter a new one; a token may have been revoked, or its kind switched off there.");
            case 403:
                return new Refused(Refused.FORBIDDEN, status, place + " knows the token but does not permit this." + said, "Its account needs more rights there.");
            case 404:
                return new Refused(Refused.NOT_FOUND, status, place + " has nothing at " + request.path().replaceAll("\\?.*", "") + "." + said,
                        "Check the address with its path, and the project.");
            case 408: case 425: case 429:
                return new TryLater(TryLater.BUSY, status, place + " asks for patience (" + status + ").", "It is asked again later.", after(answer), false, false);
            case 500:
                return new TryLater(TryLater.BUSY, status, place + " failed (500).", "Look at its own log.", after(answer), true, false);
            case 502: case 503: case 504:
                return new TryLater(TryLater.BUSY, status, place + " is not available at the moment (" + status + ").", "Look at its own log.", after(answer), true, true);
            default:
        }
        if (next != null) {
            String to = next.getHost() == null ? "elsewhere" : "to " + next.getHost();
            return new Refused(Refused.BAD_ANSWER, status, place + " sends us " + to + ", which is not followed.", "Enter the address that it sends to, if that is the right server.");
        }
        return status >= 400 && status < 500 ? new Refused(Refused.REJECTED, status, place + " did not take what was sent (" + status + ")." + said, "Nothing was changed by it there.")
                : new Refused(Refused.BAD_ANSWER, status, place + " answered with status " + status + ".", "Check that the address is that of the right server.");
    }

    /** Seconds or a date; null when it says neither. */
    private Duration after(HttpResponse<byte[]> answer) {
        String text = answer.headers().firstValue("Retry-After").map(String::strip).orElse("");
        Duration wanted = null;
        if (text.matches("\\d{1,9}")) {
            wanted = Duration.ofSeconds(Long.parseLong(text));
        } else if (!text.isEmpty()) {
            try {
                wanted = Duration.between(clock.instant(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            } catch (DateTimeException e) {
                // Neither of the two forms: as if it said nothing.
            }
        }
        return wanted == null ? null : wanted.isNegative() ? Duration.ZERO : wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted;
    }

    /** The other server's own words, if they are in JSON; pages and traces are not repeated. */
    private static String said(Request request, HttpResponse<byte[]> answer) {
        if (!Response.isJson(answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT))) {
            return "";
        }
        try {
            JsonObject body = JsonBody.object(new String(answer.body(), StandardCharsets.UTF_8));
            StringBuilder words = new StringBuilder();
            for (String field : new String[] {"detail", "error", "validation_errors", "label_config"}) {
                JsonValue value = body.get(field);
                if (value != null && value != JsonValue.NULL) {
                    words.append(words.length() == 0 ? "" : " ").append(value instanceof JsonString s ? s.getString() : value.toString());
                }
            }
            String clean = request.clean(words.toString()).replaceAll("\\p{Cntrl}", " ");
            return clean.isBlank() ? "" : " It says: " + (clean.length() > LONGEST_QUOTE ? clean.substring(0, LONGEST_QUOTE) + "…" : clean);
        } catch (InvalidInput e) {
            return "";
        }
    }
}
