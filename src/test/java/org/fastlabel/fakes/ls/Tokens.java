package org.fastlabel.fakes.ls;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may call: legacy tokens and personal access tokens with what they are exchanged for. */
public final class Tokens {

    private static final String MISSING = "Authentication credentials were not provided.";

    private final Clock clock;
    private final AtomicInteger made = new AtomicInteger();
    private final Map<String, Instant> access = new ConcurrentHashMap<>();
    private final String legacy = "0123456789abcdef0123456789abcdef01234567";
    private volatile String personal;
    volatile boolean legacyOn;
    volatile Duration accessLife = Duration.ofSeconds(300);

    Tokens(Clock clock) {
        this.clock = clock;
        this.personal = jwt("refresh", clock.instant().plus(Duration.ofDays(73_000)));
    }

    private String jwt(String type, Instant until) {
        String payload = Json.createObjectBuilder().add("token_type", type).add("exp", until.getEpochSecond())
                .add("iat", clock.instant().getEpochSecond()).add("jti", "t" + made.incrementAndGet()).add("user_id", 1).build().toString();
        return encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encoded(payload) + "." + encoded("signature" + made.get());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public String legacy() {
        return legacy;
    }

    public String personal() {
        return personal;
    }

    /** Access tokens already given out stay good. */
    public void revokePersonal() {
        personal = "revoked";
    }

    /** All access tokens run out at once. */
    public void expireAll() {
        access.replaceAll((token, until) -> Instant.EPOCH);
    }

    JsonObject exchange(JsonObject body) {
        if (!body.containsKey("refresh") || body.isNull("refresh")) {
            throw Refusal.of("refresh", "This field is required.");
        }
        String given = body.getString("refresh", "");
        if (access.containsKey(given)) {
            throw new Refusal(401, "Token has wrong type");
        } else if (!given.equals(personal)) {
            throw new Refusal(401, "Token is invalid or expired");
        }
        String token = jwt("access", clock.instant().plus(accessLife));
        access.put(token, clock.instant().plus(accessLife));
        return Json.createObjectBuilder().add("access", token).build();
    }

    void check(String header) {
        String[] parts = header == null ? new String[0] : header.strip().split("\\s+");
        if (parts.length == 0) {
            throw new Refusal(401, MISSING);
        } else if (parts[0].equals("Token")) {
            if (parts.length == 1) {
                throw new Refusal(401, "Invalid token header. No credentials provided.");
            } else if (!parts[1].equals(legacy)) {
                throw new Refusal(401, "Invalid token.");
            } else if (!legacyOn) {
                throw new Refusal(401, "Authentication token no longer valid: legacy token authentication has been disabled for this organization");
            }
        } else if (!parts[0].equals("Bearer") || parts.length < 2 || !access.getOrDefault(parts[1], Instant.EPOCH).isAfter(clock.instant())) {
            throw new Refusal(401, MISSING);
        }
    }
}
