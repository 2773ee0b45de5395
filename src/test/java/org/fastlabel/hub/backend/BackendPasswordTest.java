package org.fastlabel.hub.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.fastlabel.hub.store.HubDatabase;
import org.junit.jupiter.api.Test;

class BackendPasswordTest {

    private static String basic(String both) {
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void opensWithThePasswordThatWasMadeLast() {
        try (HubDatabase database = new HubDatabase()) {
            SecretRepository secrets = new SecretRepository(database.sql);
            BackendPassword password = new BackendPassword(secrets);
            assertFalse(password.passwordSet());
            assertFalse(password.opens("", null), "nothing opens before there is one");
            String first = password.renew();
            assertTrue(password.passwordSet());
            assertTrue(password.opens(null, first));
            assertFalse(password.opens(first + "x", "", null));
            assertFalse(password.opens());
            assertFalse(password.opens("x".repeat(1_000_000)));
            // Another process, or the next start.
            assertTrue(new BackendPassword(secrets).opens(first));
            String second = password.renew();
            assertNotEquals(first, second);
            assertFalse(password.opens(first));
            assertTrue(password.opens(second));
            assertFalse(secrets.find("ml-backend").orElseThrow().contains(second), "only a hash is kept");
        }
    }

    @Test
    void readsBasicAuthenticationOfItsUserOnly() {
        assertEquals("a:b", BackendPassword.ofBasic(basic("fastlabel:a:b")));
        assertEquals("p", BackendPassword.ofBasic(basic("fastlabel:p").replace("Basic", "basic")));
        assertNull(BackendPassword.ofBasic(basic("admin:p")));
        assertNull(BackendPassword.ofBasic("Basic !!!"));
        assertNull(BackendPassword.ofBasic("Basic "));
        assertNull(BackendPassword.ofBasic("Bearer abc"));
        assertNull(BackendPassword.ofBasic(null));
    }
}
