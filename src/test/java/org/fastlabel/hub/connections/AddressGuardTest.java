package org.fastlabel.hub.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    /** As an unwary operator might write it. */
    private static final List<String> ALLOWED = List.of("labels.example.org", "localhost:8080", "127.0.0.1", "169.254.169.254", "[::1]", "10.0.0.7:80",
            "[fe80:0:0:0:0:0:0:1]", "0.0.0.0", "100.100.100.200");

    @ParameterizedTest
    @CsvSource({"http://labels.example.org, http://labels.example.org", "https://Labels.Example.org:8443/ls/, https://labels.example.org:8443/ls",
        "http://localhost:8080/, http://localhost:8080", "http://127.0.0.1:9, http://127.0.0.1:9", "http://10.0.0.7, http://10.0.0.7"})
    void whatIsAllowed(String typed, String kept) {
        assertEquals(kept, AddressGuard.typed(typed, ALLOWED).base().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:22", "http://localhost", "http://evil.example.org", "http://labels.example.org.evil.org",
        "http://10.0.0.7:81", "http://192.168.1.1", "http://[::2]"})
    void otherHosts(String typed) {
        assertEquals("address-not-allowed", assertThrows(InvalidInput.class, () -> AddressGuard.typed(typed, ALLOWED)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data", "http://100.100.100.200", "http://0.0.0.0:8080", "http://[fe80::1]"})
    void neverEvenIfListed(String typed) {
        assertThrows(InvalidInput.class, () -> AddressGuard.typed(typed, ALLOWED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://2130706433", "http://0x7f000001", "http://0x7f.1", "http://127.1", "http://0177.0.0.1", "http://127.0.0.01",
        "http://[::ffff:127.0.0.1]", "http://[::ffff:7f00:1]", "http://user@labels.example.org", "http://user:secret@labels.example.org",
        "http://labels.example.org#x", "http://labels.example.org?x=1", "ftp://labels.example.org", "file:///etc/passwd", "gopher://localhost:8080",
        "labels.example.org", "//labels.example.org", "http://", "", "http://labels_example.org", "http://lаbels.example.org", "http://labels.example.org:0",
        "http://labels.example.org:99999", "http://labels.example.org/../x", "http://labels.example.org/%2e%2e/x", "http://[fe80::1%25eth0]",
        "http://labels.example.org\\@evil.org", "http://labels.example.org /", "http://labels.example.org\r\nX: y", "jar:http://labels.example.org!/"})
    void oddWriting(String typed) {
        InvalidInput refused = assertThrows(InvalidInput.class, () -> AddressGuard.typed(typed, ALLOWED));
        assertEquals("bad-address", refused.code());
        assertFalse(refused.getMessage().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.1.1", "fe80::5", "0.0.0.0", "224.0.0.1", "ff02::1", "fd00:ec2::254", "192.0.0.192", "168.63.129.16",
        "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:2"})
    void wherePeopleAreNeverSent(String found) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(found);
        assertThrows(InvalidInput.class, () -> AddressGuard.checkFound(address));
    }

    @Test
    void theOperatorsAddressesAreTrusted() {
        assertEquals("http://169.254.10.10:8080", AddressGuard.ofEnvironment("LS_BASE_URL", "http://169.254.10.10:8080/").base().toString());
        InvalidInput bad = assertThrows(InvalidInput.class, () -> AddressGuard.ofEnvironment("LS_BASE_URL", "http://me:secret@host"));
        assertEquals("bad-setting", bad.code());
        assertFalse(bad.getMessage().contains("secret"));
    }
}
