package org.fastlabel.launch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource({"FASTLABEL_ADMIN_PASSWORD, admin123", "FASTLABEL_ADMIN_PASSWORD, ann123", "FASTLABEL_ADMIN_PASSWORD, change_me",
        "FASTLABEL_ADMIN_PASSWORD, short", "JWT_SECRET, change_me_super_secret", "JWT_SECRET, Change_Me_super_secret", "JWT_SECRET, 'tooshort '",
        "POSTGRES_PASSWORD, change_me_strong_password"})
    void whatEverybodyKnowsIsRefused(String name, String value) {
        CannotStart e = assertThrows(CannotStart.class, () -> Secrets.check(Map.of(name, value)));
        assertTrue(e.getMessage().startsWith(name), e.getMessage());
        assertFalse(e.getMessage().contains(value.strip()), "it repeats the secret: " + e.getMessage());
    }

    @Test
    void ownOnesAndNoneAreFine() {
        assertDoesNotThrow(() -> Secrets.check(Map.of()));
        assertDoesNotThrow(() -> Secrets.check(Map.of("FASTLABEL_ADMIN_PASSWORD", "", "JWT_SECRET", " ", "POSTGRES_PASSWORD", "")));
        assertDoesNotThrow(() -> Secrets.check(Map.of("FASTLABEL_ADMIN_PASSWORD", "admin1234", "JWT_SECRET", "0123456789abcdef",
                "POSTGRES_PASSWORD", "x")));
    }
}
