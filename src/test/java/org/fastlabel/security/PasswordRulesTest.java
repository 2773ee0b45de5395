package org.fastlabel.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fastlabel.api.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "short12", "admin123", "ann123", "ann-the-2nd", "Ann-the-2nd", "change_me_strong_password"})
    void weakOnesAreRefused(String password) {
        assertEquals("weak-password", assertThrows(InvalidInput.class, () -> PasswordRules.password(password, "ann-the-2nd")).code());
        assertThrows(InvalidInput.class, () -> PasswordRules.password("x".repeat(201), "ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "пароль-1", "        x", "密码密码密码密码"})
    void otherwiseAnythingGoes(String password) {
        assertEquals(password, PasswordRules.password(password, "ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-ann", "a b", "a/b", "ann\n", "a;b", "system", "Label-Studio", "unknown", "<b>", "a'b", "..", "a%b"})
    void namesThatAreNone(String name) {
        assertEquals("bad-username", assertThrows(InvalidInput.class, () -> PasswordRules.username(name.equals("ann\n") ? "a\nnn" : name)).code());
        assertThrows(InvalidInput.class, () -> PasswordRules.username("x".repeat(65)));
    }

    @Test
    void aNameIsWrittenInOneWay() {
        assertEquals("ann@example.org", PasswordRules.username(" Ann@Example.org "));
        assertEquals(PasswordRules.username("Ren\u00e9"), PasswordRules.username("rene\u0301"));
        assertEquals("小红", PasswordRules.username("小红"));
    }

    @Test
    void generatedOnesAreLongAndNeverTwiceTheSame() {
        String one = PasswordRules.generated();
        assertTrue(one.matches("([a-z2-9]{4}-){3}[a-z2-9]{4}"), one);
        assertNotEquals(one, PasswordRules.generated());
        assertEquals(one, PasswordRules.password(one, "ann"));
    }
}
