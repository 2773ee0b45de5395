package org.fastlabel.hub.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fastlabel.hub.media.MediaSignature.Term;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaSignatureTest {

    private static final Term TERM = new Term(2, 20_000);

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
        byte[] expected = mac.doFinal("task 17 version 2 day 20000".getBytes(StandardCharsets.UTF_8));
        assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(expected), MediaSignature.sign(key, 17, TERM));
    }

    @Test
    void opensItsOwnTaskOnlyAndForItsOwnTermOnly() {
        String made = signature.of(17, TERM);
        assertEquals(Optional.of(TERM), signature.read(17, made));
        assertTrue(signature.read(18, made).isEmpty());
        for (String forged : new String[] {made.substring(1), made + "A", made.replace("2-20000-", "3-20000-"), made.replace("2-20000-", "2-20001-"),
            made.replace("2-20000-", "02-20000-"), made.replace("2-20000-", "2-20000-A"), made.replace("2-20000-", ""), "", null, "\u00e9".repeat(43),
            "2-20000-" + "A".repeat(43), "999999999-999999-" + "A".repeat(43)}) {
            assertTrue(signature.read(17, forged).isEmpty(), forged);
        }
    }

    @Test
    void anotherSecretMakesOthers() {
        String made = signature.of(17, TERM);
        System.setProperty("jwt.secret", "another secret");
        assertNotEquals(made, signature.of(17, TERM));
        assertTrue(signature.read(17, made).isEmpty());
    }
}
