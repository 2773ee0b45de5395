package org.fastlabel.labeling;

import jakarta.ejb.EJB;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.labeling.head.HeadChoice;

/** How the open session learns. */
@Path("/options")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class OptionsResource {

    private static final List<String> HEADS = Arrays.stream(HeadChoice.values()).map(HeadChoice::wireName).toList();

    @EJB
    private LabelingDesk desk;

    public record View(int train_every, String head, double holdout_share) {

        static View of(Options o) {
            return new View(o.trainEvery(), o.head().wireName(), o.holdoutShare());
        }
    }

    @GET
    public View options() {
        return View.of(desk.session().state().options());
    }

    /** What is left out stays as it is. */
    @POST
    public View change(String body) {
        JsonObject sent = JsonBody.object(body);
        Options now = desk.session().state().options();
        int every = present(sent, "train_every") ? JsonBody.integer(sent.get("train_every"), "train_every") : now.trainEvery();
        HeadChoice head = JsonBody.text(sent, "head").map(h -> HeadChoice.valueOf(Params.oneOf(h, "head", HEADS).toUpperCase(Locale.ROOT)))
                .orElse(now.head());
        double share = present(sent, "holdout_share") ? number(sent.get("holdout_share")) : now.holdoutShare();
        Options chosen = new Options(every, head, share);
        return View.of(chosen.equals(now) ? now : desk.session().configure(chosen).options());
    }

    private static boolean present(JsonObject sent, String field) {
        return sent.containsKey(field) && !sent.isNull(field);
    }

    private static double number(JsonValue value) {
        if (value instanceof JsonNumber n && n.toString().length() <= 30) {
            return n.doubleValue();
        }
        throw new InvalidInput("bad-field", "\"holdout_share\" must be a number.");
    }
}
