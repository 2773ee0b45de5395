package org.fastlabel.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({"bytes=0-, 0, 99", "bytes=0-0, 0, 0", "bytes=10-19, 10, 19", "bytes=90-500, 90, 99", "bytes=-7, 93, 99", "bytes=-500, 0, 99"})
    void parts(String header, long first, long last) {
        assertEquals(new ByteRange(first, last, true), ByteRange.of(header, 100));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "bytes", "bytes=-", "bytes=a-b", "items=0-5", "bytes=0-5,7-9", "bytes=9-5", "bytes=9999999999999999999-"})
    void whatIsNoSingleRangeMeansAll(String header) {
        assertEquals(new ByteRange(0, 99, false), ByteRange.of(header, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
    void behindTheEnd(String header) {
        assertSame(ByteRange.NONE, ByteRange.of(header, 100));
    }
}
