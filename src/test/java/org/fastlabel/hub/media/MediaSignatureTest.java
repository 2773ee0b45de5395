package org.fastlabel.hub.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaSignatureTest {

    private final MediaSignature signature = new MediaSignature();

    @BeforeEach
    void secret() {
        System.setProperty("jwt.secret", "a secret that signs");
    }

    @AfterEach
    void forget() {
        System.clearProperty("jwt.secret");
    }

    @Test
    void isAnHmacOfTheTaskByTheKey() throws Exception {
        byte[] key = "key".getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] expected = mac.doFinal("task 17".getBytes(StandardCharsets.UTF_8));
        assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(expected), MediaSignature.sign(key, 17));
    }

    @Test
    void opensItsOwnTaskOnly() {
        String made = signature.of(17);
        assertTrue(signature.valid(17, made));
        assertFalse(signature.valid(18, made));
        assertFalse(signature.valid(17, made.substring(1)));
        assertFalse(signature.valid(17, made + "A"));
        assertFalse(signature.valid(17, (made.charAt(0) == 'A' ? "B" : "A") + made.substring(1)));
        assertFalse(signature.valid(17, ""));
        assertFalse(signature.valid(17, null));
        assertFalse(signature.valid(17, "\u00e9".repeat(43)));
    }

    @Test
    void anotherSecretMakesOthers() {
        String made = signature.of(17);
        System.setProperty("jwt.secret", "another secret");
        assertNotEquals(made, signature.of(17));
        assertFalse(signature.valid(17, made));
    }
}
