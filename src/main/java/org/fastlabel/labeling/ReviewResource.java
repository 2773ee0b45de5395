package org.fastlabel.labeling;

import jakarta.ejb.EJB;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.dataset.ItemIndex;

/** Looking at what is confirmed and what is predicted, and taking it away as a file. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class ReviewResource {

    private static final int MAX_LIMIT = 1000;

    @EJB
    private LabelingDesk desk;

    @GET
    @Path("labeled_data")
    public String labeled() {
        LabelingState state = desk.session().state();
        return JsonText.object(json -> {
            for (int label : new int[] {1, 0}) {
                json.writeStartArray(Integer.toString(label));
                Arrays.stream(state.labels().ids(label)).forEach(json::write);
                json.writeEnd();
            }
        });
    }

    /** A page of all items, or of the confirmed ones, by id; in mode {@code model} with predictions, which are there in both. */
    @GET
    @Path("data_view")
    public String view(@QueryParam("mode") @DefaultValue("model") String mode, @QueryParam("offset") String offset,
            @QueryParam("limit") String limit, @QueryParam("labeled") String labeled) {
        Params.oneOf(mode, "mode", List.of("model", "dataset"));
        int from = Params.integer(offset, "offset", 0, 0, 999_999_999);
        int size = Params.integer(limit, "limit", 100, 1, MAX_LIMIT);
        boolean confirmed = Params.flag(labeled, "labeled", false) && mode.equals("dataset");
        LabelingState state = desk.session().state();
        Scores scores = desk.session().scores();
        ItemIndex items = desk.session().dataset().items();
        int[] ids = (confirmed ? Arrays.stream(state.labels().ids()) : IntStream.range(0, items.size()).filter(items::present))
                .skip(from).limit(size).toArray();
        return JsonText.object(json -> {
            json.writeStartArray("items");
            for (int id : ids) {
                write(json, id, items.key(id), state, scores);
            }
            json.writeEnd();
            json.write("total", confirmed ? state.labels().count() : items.presentCount()).write("offset", from)
                    .write("limit", size).write("version", state.version()).write("scorer", scores.scorer().wireName());
        });
    }

    private void write(JsonGenerator json, int id, String filename, LabelingState state, Scores scores) {
        double positive = scores.probPositive(id);
        json.writeStartObject().write("id", id).write("filename", filename);
        JsonText.label(json, "user_label", state.labels().get(id));
        JsonText.label(json, "model_label", scores.label(id));
        json.write("model_conf", JsonText.probability(Math.max(positive, 1 - positive)))
                .write("prob_pos", JsonText.probability(positive)).write("flipped", scores.flipped(id));
        desk.embeddings().unreadable(id).ifPresent(why -> json.write("unreadable", why));
        json.writeEnd();
    }

    @GET
    @Path("curve")
    public String curve() {
        LabelingState state = desk.session().state();
        return JsonText.object(json -> {
            json.writeStartArray("points");
            state.curve().forEach(p -> json.write(SubmitAnswer.accuracy(p)));
            json.writeEnd();
        });
    }

    /** How the probabilities of the unlabelled items are distributed over equal bins from 0 to 1. */
    @GET
    @Path("histogram")
    public String histogram(@QueryParam("bins") String bins) {
        int count = Params.integer(bins, "bins", 20, 2, 200);
        LabelingState state = desk.session().state();
        Scores scores = desk.session().scores();
        ItemIndex items = desk.session().dataset().items();
        int[] found = new int[count];
        for (int id = 0; id < items.size(); id++) {
            if (!state.labels().has(id) && scores.label(id) != Labels.NONE && items.present(id)) {
                found[Math.min(count - 1, (int) (scores.probPositive(id) * count))]++;
            }
        }
        return JsonText.object(json -> {
            json.writeStartArray("bins");
            Arrays.stream(found).forEach(json::write);
            json.writeEnd();
            json.write("scorer", scores.scorer().wireName());
        });
    }

    /** The labels as a file; with predictions, also of the items without label. */
    @GET
    @Path("export")
    public Response export(@QueryParam("format") @DefaultValue("json") String format, @QueryParam("include") String include) {
        Export.Format wanted = Export.Format.named(Params.oneOf(format, "format", Export.Format.names()));
        boolean predictions = include != null && Params.oneOf(include, "include", List.of("predictions")).equals("predictions");
        LabelingSession session = desk.session();
        Export export = new Export(session.dataset().items(), session.state().labels(), predictions ? session.scores() : null);
        StreamingOutput body = out -> export.write(wanted, out);
        return Response.ok(body, wanted.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + wanted.fileName() + "\"").build();
    }
}
