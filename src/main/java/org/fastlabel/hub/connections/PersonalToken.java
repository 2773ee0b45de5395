package org.fastlabel.hub.connections;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Looks into JSON web tokens of another server, without checking them: that is the other server's business. */
public final class PersonalToken {

    private PersonalToken() {
    }

    /** Whether it is one that has to be exchanged, rather than a legacy token that goes along as it is. */
    public static boolean is(String token) {
        return claims(token).containsKey("token_type");
    }

    /** From issue to expiry, as its issuer says; the fallback where it says nothing. */
    public static Duration life(String token, Duration fallback) {
        JsonObject claims = claims(token);
        return claims.get("exp") instanceof JsonNumber until && claims.get("iat") instanceof JsonNumber since
                ? Duration.ofSeconds(Math.max(0, until.longValue() - since.longValue())) : fallback;
    }

    private static JsonObject claims(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length == 3) {
            try (JsonReader reader = Json.createReader(new StringReader(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)))) {
                return reader.readValue() instanceof JsonObject claims ? claims : JsonValue.EMPTY_JSON_OBJECT;
            } catch (IllegalArgumentException | JsonException | IllegalStateException e) {
                return JsonValue.EMPTY_JSON_OBJECT;
            }
        }
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
