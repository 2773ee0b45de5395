package org.fastlabel.goldennoise;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AlarmTest {

    private final Alarm alarm = new Alarm();

    @Test
    void oneWorkerIsStarted() {
        assertTrue(alarm.ring());
        assertFalse(alarm.ring());
        alarm.look();
        assertTrue(alarm.rest());
        assertTrue(alarm.ring(), "it rests: another one is started");
    }

    @Test
    void aCallDuringTheLastLookIsNotLost() {
        alarm.ring();
        alarm.look();
        assertFalse(alarm.ring());
        assertFalse(alarm.rest(), "it looks again");
        assertFalse(alarm.ring(), "it is still awake");
        alarm.look();
        assertTrue(alarm.rest());
    }
}
