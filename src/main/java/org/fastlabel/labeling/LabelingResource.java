package org.fastlabel.labeling;

import jakarta.ejb.EJB;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.security.SecureRandom;
import java.util.UUID;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.labeling.BatchMaker.Batch;
import org.fastlabel.labeling.strategy.SamplingStrategy;

/** The loop: a batch, its labels, undo, a text query. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class LabelingResource {

    private static final int MAX_BATCH = 200;
    private static final int MAX_QUERY = 500;
    private static final SecureRandom SEEDS = new SecureRandom();

    @EJB
    private LabelingDesk desk;

    @GET
    @Path("next_batch")
    public String nextBatch(@QueryParam("strategy") @DefaultValue("random") String strategy,
            @QueryParam("batch_size") String batchSize, @QueryParam("images") String images) {
        SamplingStrategy chosen = SamplingStrategy.named(strategy);
        int size = Params.integer(batchSize, "batch_size", 24, 1, MAX_BATCH);
        boolean withImages = Params.flag(images, "images", true);
        Batch batch = desk.batches().next(chosen, size, withImages, SEEDS.nextLong());
        return JsonText.object(json -> {
            json.writeStartArray("items");
            batch.cards().forEach(card -> write(json, card, batch.scores()));
            json.writeEnd();
            json.write("batch_id", UUID.randomUUID().toString()).write("batch_type", batch.batchType())
                    .write("data_type", "image").write("strategy", strategy).write("scorer", batch.scores().scorer().wireName())
                    .write("undo_available", !batch.state().history().isEmpty())
                    .write("labeled_count", batch.state().labels().count())
                    .write("unlabeled_count", desk.session().unlabeledCount()).write("version", batch.state().version());
            JsonText.optional(json, "message", batch.message());
        });
    }

    private static void write(JsonGenerator json, BatchMaker.Card card, Scores scores) {
        json.writeStartObject().write("id", card.id()).write("filename", card.filename());
        JsonText.optional(json, "image", card.image());
        JsonText.label(json, "prediction", scores.label(card.id()));
        json.write("prob_pos", JsonText.probability(scores.probPositive(card.id()))).writeEnd();
    }

    @POST
    @Path("submit_labels")
    public String submit(@QueryParam("submit_id") String submitId, String body) {
        return desk.session().submit(Params.edits(body, false), Params.submitId(submitId), LabelingSession.Train.YES).toString();
    }

    @POST
    @Path("relabel")
    public String relabel(@QueryParam("submit_id") String submitId, String body) {
        return desk.session().relabel(Params.edits(body, true), Params.submitId(submitId)).toString();
    }

    @POST
    @Path("restore_labels")
    public String restore() {
        return desk.session().restore().toString();
    }

    @POST
    @Path("undo")
    public String undo() {
        LabelingState state = desk.session().undo();
        return JsonText.object(json -> json.write("success", true).write("labeled_count", state.labels().count())
                .write("unlabeled_count", desk.session().unlabeledCount()).write("undo_available", !state.history().isEmpty())
                .write("undo_depth", state.history().size()).write("version", state.version()));
    }

    @POST
    @Path("set_query")
    public String query(String body) {
        JsonObject object = JsonBody.object(body);
        String text = JsonBody.text(object, "query").orElseThrow(() -> new InvalidInput("missing-query",
                "Say what to look for, such as {\"query\": \"smiling\"}; an empty text takes the query away.")).strip();
        if (text.length() > MAX_QUERY) {
            throw new InvalidInput("query-too-long", "A query may have at most " + MAX_QUERY + " characters; this one has "
                    + text.length() + ".");
        }
        Query query = text.isEmpty() ? null : ZeroShot.query(text, desk.embeddings().embedder());
        LabelingState state = desk.session().ask(query);
        return JsonText.object(json -> {
            json.write("success", true).write("query", text).write("scorer", state.scorer().wireName())
                    .write("version", state.version());
            if (query != null) {
                json.write("calibration", Calibration.of(Calibration.similarities(query.direction(), desk.embeddings().matrix())).words());
            }
        });
    }
}
