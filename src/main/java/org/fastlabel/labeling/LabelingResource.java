package org.fastlabel.labeling;

import jakarta.ejb.EJB;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.NotFound;
import org.fastlabel.labeling.BatchMaker.Batch;
import org.fastlabel.labeling.LabelingSession.Train;
import org.fastlabel.labeling.strategy.Parameters;
import org.fastlabel.labeling.strategy.SamplingStrategy;

/** The loop: a batch, its labels, undo, a text query. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class LabelingResource {

    private static final int MAX_BATCH = 200;
    private static final int MAX_QUERY = 500;
    private static final int CARD_TEXT = 2000;
    private static final int MAX_TEXT = 100_000;
    private static final SecureRandom SEEDS = new SecureRandom();

    @EJB
    private LabelingDesk desk;

    @GET
    @Path("next_batch")
    public String nextBatch(@QueryParam("strategy") @DefaultValue("random") String strategy, @QueryParam("batch_size") String batchSize,
            @QueryParam("images") String images, @QueryParam("max_text") String maxText, @QueryParam("to") String to,
            @QueryParam("class") String ofClass, @QueryParam("order") String order) {
        SamplingStrategy chosen = SamplingStrategy.named(strategy, new Parameters(item(to), classId(ofClass), order));
        int size = Params.integer(batchSize, "batch_size", 24, 1, MAX_BATCH);
        boolean withImages = Params.flag(images, "images", true);
        int most = Params.integer(maxText, "max_text", CARD_TEXT, 1, MAX_TEXT);
        Batch batch = desk.batches().next(chosen, size, withImages, SEEDS.nextLong());
        return JsonText.object(json -> {
            json.writeStartArray("items");
            batch.cards().forEach(card -> write(json, card, batch.scores(), most));
            json.writeEnd();
            json.write("batch_id", UUID.randomUUID().toString()).write("batch_type", batch.batchType())
                    .write("data_type", desk.session().dataset().source().kind().wireName()).write("strategy", strategy)
                    .write("scorer", batch.scores().scorer().wireName())
                    .write("undo_available", !batch.state().history().isEmpty())
                    .write("labeled_count", batch.state().labels().count())
                    .write("unlabeled_count", desk.session().unlabeledCount()).write("version", batch.state().version());
            JsonText.optional(json, "message", batch.message());
        });
    }

    private Integer item(String id) {
        if (id != null && !(id.matches("\\d{1,9}") && desk.session().dataset().items().present(Integer.parseInt(id)))) {
            throw new NotFound("unknown-id", "There is no item " + JsonBody.shortened(id) + " in this data set.");
        }
        return id == null ? null : (Integer) Integer.parseInt(id);
    }

    private Integer classId(String id) {
        return id == null ? null : (Integer) desk.session().state().classes().require(Params.integer(id, "class", 0, 0, 999_999)).id();
    }

    private static void write(JsonGenerator json, BatchMaker.Card card, Scores scores, int maxText) {
        json.writeStartObject().write("id", card.id()).write("filename", card.filename());
        JsonText.optional(json, "image", card.face().image());
        if (card.face().text() != null) {
            json.write("text", ItemView.cut(card.face().text(), maxText)).write("text_length", card.face().text().length());
        }
        JsonText.finite(json, "duration_s", card.face().durationSeconds());
        JsonText.label(json, "prediction", scores.label(card.id()));
        json.write("prob_pos", JsonText.probability(scores.probPositive(card.id())))
                .write("conf", JsonText.probability(scores.confidence(card.id())));
        JsonText.probs(json, scores.probs(card.id()));
        JsonText.finite(json, "entropy", scores.entropy(card.id()));
        if (card.twins().length > 0) {
            json.writeStartArray("duplicates");
            Arrays.stream(card.twins()).forEach(json::write);
            json.writeEnd();
        }
        json.writeEnd();
    }

    @POST
    @Path("submit_labels")
    public String submit(@QueryParam("submit_id") String submitId, @QueryParam("train") @DefaultValue("yes") String train, String body) {
        Train when = Train.valueOf(Params.oneOf(train, "train", List.of("yes", "auto", "no")).toUpperCase(Locale.ROOT));
        return desk.session().submit(Params.edits(body, false), Params.submitId(submitId), when).toString();
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

    /** Trains on the labels there are. */
    @POST
    @Path("train")
    public String train() {
        desk.session().train();
        return JsonText.object(json -> json.write("success", true).write("triggered", true));
    }

    @POST
    @Path("undo")
    public String undo() {
        LabelingState state = desk.session().undo();
        return JsonText.object(json -> json.write("success", true).write("labeled_count", state.labels().count())
                .write("unlabeled_count", desk.session().unlabeledCount()).write("undo_available", !state.history().isEmpty())
                .write("undo_depth", state.history().size()).write("version", state.version()));
    }

    /** Judges by words: {@code {"query"}}, for one class with {@code "class"}; or by the classes' names, {@code {"by_names":true}}. */
    @POST
    @Path("set_query")
    public String query(String body) {
        JsonObject object = JsonBody.object(body);
        Query query = asked(object);
        LabelingState state = desk.session().ask(query);
        return JsonText.object(json -> {
            json.write("success", true).write("query", query == null ? "" : query.text()).write("scorer", state.scorer().wireName())
                    .write("version", state.version());
            if (query != null && query.ordersPool() && query.fits(desk.embeddings().matrix())) {
                json.write("calibration",
                        Calibration.of(Calibration.similarities(query.direction(), desk.embeddings().matrix())).words());
            }
        });
    }

    private Query asked(JsonObject object) {
        Classes classes = desk.session().state().classes();
        if (object.get("by_names") == JsonValue.TRUE) {
            return words().names(classes);
        }
        String text = JsonBody.text(object, "query").orElseThrow(() -> new InvalidInput("missing-query",
                "Say what to look for, such as {\"query\": \"smiling\"}; an empty text takes the query away.")).strip();
        if (text.length() > MAX_QUERY) {
            throw new InvalidInput("query-too-long", "A query may have at most " + MAX_QUERY + " characters; this one has "
                    + text.length() + ".");
        }
        if (text.isEmpty()) {
            return null;
        }
        JsonValue ofClass = object.getOrDefault("class", JsonValue.NULL);
        return ofClass == JsonValue.NULL ? words().pool(text)
                : words().hint(text, classes.require(JsonBody.integer(ofClass, "class")).id(), desk.session().state().query());
    }

    private ZeroShot words() {
        return new ZeroShot(desk.embeddings(), desk.session().dataset().source().kind());
    }
}
