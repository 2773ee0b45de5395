package org.fastlabel.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;
import org.fastlabel.api.Unauthorized;

/** Signed access tokens (JWT, HS256 and nothing else). What a token says of its role is for the client; the server asks its table. */
final class Tokens {

    static final String ISSUER = "fastlabel";
    /** Clocks of two servers may differ by so much. */
    static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final int LONGEST = 4_096;
    private static final String VERSION = "ver";

    private final byte[] key;
    private final Duration life;
    private final Clock clock;

    /** What a token that we signed, and that has not run out, says. */
    record Claims(String username, String jti, int version, Instant expiresAt) {
    }

    record Issued(String text, Claims claims) {
    }

    Tokens(byte[] key, Duration life, Clock clock) {
        this.key = key.clone();
        this.life = life;
        this.clock = clock;
    }

    Issued issue(Account account) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Claims claims = new Claims(account.username(), UUID.randomUUID().toString(), account.tokenVersion(), now.plus(life));
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), new JWTClaimsSet.Builder().issuer(ISSUER)
                .subject(claims.username()).claim("role", account.role()).claim(VERSION, claims.version()).jwtID(claims.jti())
                .issueTime(Date.from(now)).expirationTime(Date.from(claims.expiresAt())).build());
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The key has the length that the algorithm asks for.", e);
        }
        return new Issued(token.serialize(), claims);
    }

    /** @throws Unauthorized with code {@code token-invalid} or {@code token-expired} */
    Claims read(String text) {
        if (text.length() > LONGEST) {
            throw invalid();
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            // The algorithm is ours to choose, not the token's: none, or a public key as the secret, never gets to the signature.
            if (!JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm()) || !token.verify(new MACVerifier(key))) {
                throw invalid();
            }
            return checked(token.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            throw invalid();
        }
    }

    private Claims checked(JWTClaimsSet claims) throws ParseException {
        Integer version = claims.getIntegerClaim(VERSION);
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        Instant now = clock.instant();
        if (!ISSUER.equals(claims.getIssuer()) || claims.getSubject() == null || claims.getJWTID() == null || version == null || issued == null
                || expires == null || issued.toInstant().isAfter(now.plus(LEEWAY))) {
            throw invalid();
        }
        if (!now.isBefore(expires.toInstant().plus(LEEWAY))) {
            throw new Unauthorized("token-expired", "The login has run out. Log in again.");
        }
        return new Claims(claims.getSubject(), claims.getJWTID(), version, expires.toInstant());
    }

    private static Unauthorized invalid() {
        return new Unauthorized("token-invalid", "This is no valid access token. Log in again.");
    }
}
