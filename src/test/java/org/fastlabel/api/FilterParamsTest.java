package org.fastlabel.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParamsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void nothingIsNoFilter(String text) {
        assertNull(FilterParams.given(text));
        assertNull(FilterParams.number(text, "limit", null));
        assertEquals(7, FilterParams.number(text, "limit", 7L));
        assertNull(FilterParams.moment(text, "from", true));
    }

    @Test
    void daysMeanTheirBeginningOrTheirEnd() {
        assertEquals(Instant.parse("2026-01-31T00:00:00Z"), FilterParams.moment("2026-01-31", "from", false));
        assertEquals(Instant.parse("2026-02-01T00:00:00Z"), FilterParams.moment("2026-01-31", "to", true));
        assertEquals(Instant.parse("2026-01-31T06:00:00Z"), FilterParams.moment(" 2026-01-31T08:00:00+02:00 ", "to", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13-01", "yesterday", "2026-01-31T08:00:00", "9999999999"})
    void otherTimesAreRefused(String text) {
        InvalidInput refused = assertThrows(InvalidInput.class, () -> FilterParams.moment(text, "from", false));
        assertEquals("bad-from", refused.code());
        assertTrue(refused.getMessage().contains(text), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "x", "1234567890123456789"})
    void otherNumbersAreRefused(String text) {
        assertEquals("bad-after", assertThrows(InvalidInput.class, () -> FilterParams.number(text, "after", null)).code());
    }
}
