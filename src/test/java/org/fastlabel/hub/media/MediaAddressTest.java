package org.fastlabel.hub.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaAddressTest {

    private static final String SIGNED = "1-20000-" + "s".repeat(43);

    private static Optional<Long> task(String address) {
        return MediaAddress.of(address).filter(a -> a.signature().equals(SIGNED)).map(MediaAddress::task);
    }

    @Test
    void knowsItsOwn() {
        assertEquals(Optional.of(17L), task("http://example.org/api/hub/media/17/" + SIGNED));
        assertEquals(Optional.of(17L), task("https://example.org/base/api/hub/media/17/" + SIGNED));
        assertEquals(Optional.of(17L), task("/hub/media/17/" + SIGNED));
    }

    @Test
    void readsWhatItWrites() {
        MediaAddress address = new MediaAddress(17, SIGNED);
        assertEquals(Optional.of(address), MediaAddress.of(address.at("https://example.org/base")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://example.org/cat.jpg", "http://169.254.169.254/api/hub/media/18/1-20000",
            "http://example.org/api/hub/media/17/short", "/data/upload/1/cat.jpg", "file:///etc/passwd",
            "http://example.org/?x=/hub/media/17/1-20000-sssssssssssssssssssssssssssssssssssssssssss",
            "http://example.org/hub/media/99999999999999999999/1-20000-sssssssssssssssssssssssssssssssssssssssssss"})
    void takesNothingElse(String address) {
        assertTrue(task(address).isEmpty());
        assertTrue(task(address + "?" + "x".repeat(5000)).isEmpty());
    }
}
