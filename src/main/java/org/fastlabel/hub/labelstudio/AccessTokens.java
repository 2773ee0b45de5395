package org.fastlabel.hub.labelstudio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.fastlabel.api.Conflict;
import org.fastlabel.hub.connections.Connections.LabelStudio;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.hub.connections.PersonalToken;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.hub.connections.Request;
import org.fastlabel.hub.connections.Response;

/** Short-lived access tokens for the personal ones, one exchange at a time for each. */
@ApplicationScoped
public class AccessTokens {

    /** As Label Studio has it, where a token does not say. */
    private static final Duration USUAL_LIFE = Duration.ofSeconds(300);
    private static final Duration MARGIN = Duration.ofSeconds(60);
    /** Connections come and go with what people enter; nothing is lost by forgetting. */
    private static final int MOST = 100;

    /** What a call carries. @param exchanged whether it was got for a personal token */
    record Access(String scheme, String token, boolean exchanged) {

        @Override
        public String toString() {
            return scheme;
        }
    }

    /** One personal token. All but the lock is guarded by the lock. */
    private static final class Slot {
        private Access access;
        private long until;
    }

    private record Key(String place, String token) {

        @Override
        public String toString() {
            return place;
        }
    }

    private final LongSupplier nanos;
    private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

    @Inject
    private Outbound out;

    public AccessTokens() {
        this.nanos = System::nanoTime;
    }

    AccessTokens(Outbound out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
    }

    /** @param bad what was just refused; null for none */
    Access of(LabelStudio connection, Access bad) {
        if (connection.token() == null) {
            throw new Conflict("no-label-studio-token", connection.trouble() != null ? connection.trouble()
                    : "No token is known for Label Studio at " + connection.address() + ". Enter one on the connections page, or set LS_API_TOKEN.");
        } else if (!connection.personalToken()) {
            return new Access("Token", connection.token(), false);
        }
        if (slots.size() > MOST) {
            slots.clear();
        }
        Slot slot = slots.computeIfAbsent(new Key(connection.address().base().toString(), connection.token()), k -> new Slot());
        synchronized (slot) {
            // Another thread may have exchanged meanwhile what was refused to this one.
            if (slot.access == null || slot.access.equals(bad) || slot.until - nanos.getAsLong() <= 0) {
                slot.access = exchanged(connection);
                Duration life = PersonalToken.life(slot.access.token(), USUAL_LIFE);
                Duration margin = life.dividedBy(5).compareTo(MARGIN) < 0 ? life.dividedBy(5) : MARGIN;
                // Counted from the arrival, by a clock that nobody sets: that server's may be wrong.
                slot.until = nanos.getAsLong() + life.minus(margin).toNanos();
            }
            return slot.access;
        }
    }

    private Access exchanged(LabelStudio connection) {
        Response answer = out.send(Request.post(connection.address(), "/api/token/refresh", Json.createObjectBuilder().add("refresh", connection.token()).build())
                .hiding(connection.token()).repeat(true));
        JsonObject body = answer.object();
        if (!(body.get("access") instanceof JsonString access)) {
            throw new Refused(Refused.BAD_ANSWER, answer.status(), connection.address().place() + " gave no access token for the personal one.",
                    "Check that the address is that of a Label Studio.");
        }
        return new Access("Bearer", access.getString(), true);
    }
}
