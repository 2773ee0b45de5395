package org.fastlabel.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Reads the parameters that narrow a list down; an absent one and a blank one are the same. */
public final class FilterParams {

    private FilterParams() {
    }

    /** @return null for none */
    public static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** @param fallback may be null. @throws InvalidInput with code {@code bad-<name>} */
    public static Long number(String text, String name, Long fallback) {
        String number = given(text);
        if (number == null) {
            return fallback;
        }
        if (!number.matches("\\d{1,18}")) {
            throw new InvalidInput("bad-" + name, name + " must be a number, not \"" + JsonBody.shortened(number) + "\".");
        }
        return Long.valueOf(number);
    }

    /**
     * A day or a moment, ISO 8601.
     *
     * @param end whether a day means its end
     * @return null for none
     * @throws InvalidInput with code {@code bad-<name>}
     */
    public static Instant moment(String text, String name, boolean end) {
        String moment = given(text);
        if (moment == null) {
            return null;
        }
        try {
            return moment.length() == 10 ? LocalDate.parse(moment).plusDays(end ? 1 : 0).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(moment).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidInput("bad-" + name, name + " must be a day such as 2026-01-31 or a moment such as 2026-01-31T08:00:00Z, not \""
                    + JsonBody.shortened(moment) + "\".", e);
        }
    }
}
