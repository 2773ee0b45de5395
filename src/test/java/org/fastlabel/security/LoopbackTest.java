package org.fastlabel.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.0.3", "::1", "0:0:0:0:0:0:0:1", "0:0:0:0:0:0:0:1%0"})
    void aConnectionWithinTheMachine(String address) {
        assertTrue(Loopback.numberOf(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.7", "0.0.0.0", "10.0.0.1", "fe80::1", "2001:db8::1"})
    void oneFromOutside(String address) {
        assertFalse(Loopback.numberOf(address));
    }
}
