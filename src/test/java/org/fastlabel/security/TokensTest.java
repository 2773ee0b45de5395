package org.fastlabel.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.fastlabel.api.Unauthorized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are believed. */
class TokensTest {

    private static final byte[] KEY = Keys.derived("short", "access-token");
    private static final Duration LIFE = Duration.ofMinutes(120);
    private static final Account ANN = new Account("ann", "Ann", CurrentUser.ANNOTATOR, "hash", true, false, 3,
            Instant.parse("2026-01-01T00:00:00Z"), null);

    private final TestClock clock = new TestClock();
    private final Tokens tokens = new Tokens(KEY, LIFE, clock);

    private void refused(String token, String code) {
        Unauthorized e = assertThrows(Unauthorized.class, () -> tokens.read(token));
        assertEquals(code, e.code());
        assertFalse(token.length() > 5 && e.getMessage().contains(token), "the message repeats the token");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(Tokens.ISSUER).subject("ann").claim("role", "admin").claim("ver", 3).jwtID("1")
                .issueTime(Date.from(clock.instant())).expirationTime(Date.from(clock.instant().plus(LIFE)));
    }

    private static String signed(JWSAlgorithm algorithm, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(signer);
        return token.serialize();
    }

    private String own(JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.HS256, claims, new MACSigner(KEY));
    }

    @Test
    void whatWasIssuedIsReadAgain() throws ParseException {
        Tokens.Issued issued = tokens.issue(ANN);
        assertEquals(issued.claims(), tokens.read(issued.text()));
        assertEquals(new Tokens.Claims("ann", issued.claims().jti(), 3, clock.instant().plus(LIFE)), issued.claims());
        JWTClaimsSet said = SignedJWT.parse(issued.text()).getJWTClaimsSet();
        assertEquals("annotator", said.getStringClaim("role"));
        assertEquals("fastlabel", said.getIssuer());
        assertNotEquals(issued.claims().jti(), tokens.issue(ANN).claims().jti());
    }

    @Test
    void endsWhenItsTimeHasCome() {
        String token = tokens.issue(ANN).text();
        clock.move(LIFE.plus(Tokens.LEEWAY).minusSeconds(1));
        tokens.read(token);
        clock.move(Duration.ofSeconds(1));
        refused(token, "token-expired");
    }

    @Test
    void clocksMayDifferByAMinuteAndNoMore() {
        String token = tokens.issue(ANN).text();
        clock.move(Duration.ofSeconds(-60));
        assertEquals("ann", tokens.read(token).username());
        clock.move(Duration.ofSeconds(-1));
        refused(token, "token-invalid");
    }

    @Test
    void unsignedOnesAreRefused() {
        refused(new PlainJWT(claims().build()).serialize(), "token-invalid");
        String[] parts = tokens.issue(ANN).text().split("\\.");
        for (String algorithm : new String[] {"none", "None", "NONE", "nOnE", "HS512", "RS256", ""}) {
            String header = Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(("{\"alg\":\"" + algorithm + "\"}").getBytes(StandardCharsets.UTF_8));
            refused(header + "." + parts[1] + ".", "token-invalid");
            refused(header + "." + parts[1] + "." + parts[2], "token-invalid");
        }
    }

    @Test
    void otherKeysAndAlgorithmsAreRefused() throws JOSEException, GeneralSecurityException {
        refused(signed(JWSAlgorithm.HS256, claims().build(), new MACSigner(Keys.derived("another", "access-token"))), "token-invalid");
        refused(signed(JWSAlgorithm.HS256, claims().build(), new MACSigner(Keys.derived("short", "media"))), "token-invalid");
        byte[] twice = new byte[64];
        System.arraycopy(KEY, 0, twice, 0, 32);
        System.arraycopy(KEY, 0, twice, 32, 32);
        refused(signed(JWSAlgorithm.HS512, claims().build(), new MACSigner(twice)), "token-invalid");
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
        pairs.initialize(2048);
        refused(signed(JWSAlgorithm.RS256, claims().build(), new RSASSASigner(pairs.generateKeyPair().getPrivate())), "token-invalid");
    }

    @Test
    void changedOnesAreRefused() {
        String token = tokens.issue(ANN).text();
        String[] parts = token.split("\\.");
        String body = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("\"ann\"", "\"admin\"");
        refused(parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(body.getBytes(StandardCharsets.UTF_8)) + "." + parts[2],
                "token-invalid");
        refused(token.substring(0, token.length() - 2), "token-invalid");
        refused(token + "." + parts[2], "token-invalid");
    }

    @Test
    void whatASignedTokenMustSay() throws JOSEException {
        assertEquals("ann", tokens.read(own(claims().build())).username());
        refused(own(claims().issuer("somebody").build()), "token-invalid");
        refused(own(claims().issuer(null).build()), "token-invalid");
        refused(own(claims().subject(null).build()), "token-invalid");
        refused(own(claims().jwtID(null).build()), "token-invalid");
        refused(own(claims().claim("ver", null).build()), "token-invalid");
        refused(own(claims().claim("ver", "three").build()), "token-invalid");
        refused(own(claims().issueTime(null).build()), "token-invalid");
        refused(own(claims().expirationTime(null).build()), "token-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "admin", "eyJhbGciOiJIUzI1NiJ9..", "\u0000", "...."})
    void nonsenseIsRefused(String token) {
        refused(token, "token-invalid");
    }

    @Test
    void endlessOnesAreNotEvenRead() {
        refused("a".repeat(5_000), "token-invalid");
    }

    @Test
    void anySecretMakesAKeyForEachPurpose() {
        assertEquals(32, KEY.length);
        assertArrayEquals(KEY, Keys.derived("short", "access-token"));
        assertFalse(java.util.Arrays.equals(KEY, Keys.derived("short", "media")));
        assertFalse(java.util.Arrays.equals(KEY, Keys.derived("shorter", "access-token")));
        assertEquals(32, Keys.derived("密".repeat(500), "x").length);
    }
}
