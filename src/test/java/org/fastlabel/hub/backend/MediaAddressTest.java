package org.fastlabel.hub.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaAddressTest {

    private static final String SIGNED = "s".repeat(43);

    private static Optional<Long> task(String address) {
        return MediaAddress.task(address, (task, signature) -> task == 17 && signature.equals(SIGNED));
    }

    @Test
    void knowsItsOwn() {
        assertEquals(Optional.of(17L), task("http://example.org/api/hub/media/17/" + SIGNED));
        assertEquals(Optional.of(17L), task("https://example.org/base/api/hub/media/17/" + SIGNED));
        assertEquals(Optional.of(17L), task("/hub/media/17/" + SIGNED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://example.org/cat.jpg", "http://169.254.169.254/api/hub/media/18/sssssssssssssssssssssssssssssssssssssssssss",
            "http://example.org/api/hub/media/17/short", "/data/upload/1/cat.jpg", "file:///etc/passwd",
            "http://example.org/?x=/hub/media/17/sssssssssssssssssssssssssssssssssssssssssss",
            "http://example.org/hub/media/99999999999999999999/sssssssssssssssssssssssssssssssssssssssssss"})
    void takesNothingElse(String address) {
        assertTrue(task(address).isEmpty());
        assertTrue(task(address + "?" + "x".repeat(5000)).isEmpty());
    }
}
