package org.fastlabel.labeling;

import jakarta.ejb.EJB;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.labeling.Classes.LabelClass;

/** Looking at what is confirmed and what is predicted. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class ReviewResource {

    private static final int MAX_LIMIT = 1000;

    @EJB
    private LabelingDesk desk;

    /** Ids by class; of two classes the positive one first. */
    @GET
    @Path("labeled_data")
    public String labeled() {
        LabelingState state = desk.session().state();
        int[] classes = state.classes().binary() ? new int[] {1, 0} : state.classes().live().stream().mapToInt(LabelClass::id).toArray();
        return JsonText.object(json -> {
            for (int label : classes) {
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
            @QueryParam("limit") String limit, @QueryParam("labeled") String labeled, @QueryParam("probs") String probs) {
        Params.oneOf(mode, "mode", List.of("model", "dataset"));
        int from = Params.integer(offset, "offset", 0, 0, 999_999_999);
        int size = Params.integer(limit, "limit", 100, 1, MAX_LIMIT);
        boolean confirmed = Params.flag(labeled, "labeled", false) && mode.equals("dataset");
        boolean withProbs = Params.flag(probs, "probs", true);
        ItemView view = desk.itemView();
        Labels labels = view.state().labels();
        ItemIndex items = desk.session().dataset().items();
        int[] ids = (confirmed ? Arrays.stream(labels.ids()) : IntStream.range(0, items.size()).filter(items::present))
                .skip(from).limit(size).toArray();
        return JsonText.object(json -> {
            json.writeStartArray("items");
            for (int id : ids) {
                view.write(json, id, withProbs);
            }
            json.writeEnd();
            json.write("total", confirmed ? labels.count() : items.presentCount()).write("offset", from).write("limit", size)
                    .write("version", view.state().version()).write("scorer", view.scores().scorer().wireName());
        });
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

    /**
     * How the probabilities of the unlabelled items are distributed over equal bins from 0 to 1: those of the positive class, or
     * with many classes those of each item's prediction.
     */
    @GET
    @Path("histogram")
    public String histogram(@QueryParam("bins") String bins) {
        int count = Params.integer(bins, "bins", 20, 2, 200);
        LabelingState state = desk.session().state();
        Scores scores = desk.session().scores();
        ItemIndex items = desk.session().dataset().items();
        boolean positive = state.classes().binary() || scores.orders();
        int[] found = new int[count];
        for (int id = 0; id < items.size(); id++) {
            if (!state.labels().has(id) && scores.judged(id) && items.present(id)) {
                found[Math.min(count - 1, (int) ((positive ? scores.probPositive(id) : scores.confidence(id)) * count))]++;
            }
        }
        return JsonText.object(json -> {
            json.writeStartArray("bins");
            Arrays.stream(found).forEach(json::write);
            json.writeEnd();
            json.write("scorer", scores.scorer().wireName());
        });
    }
}
