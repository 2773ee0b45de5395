package org.fastlabel.labeling.quality;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fastlabel.api.Interval;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.ItemView;
import org.fastlabel.labeling.JsonText;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.LabelingState.CurvePoint;
import org.fastlabel.labeling.Params;
import org.fastlabel.labeling.Validation;

/** How good labels and head are, and where to look. */
@Path("/quality")
@Produces(MediaType.APPLICATION_JSON)
public class QualityResource {

    private static final int MAX_LIMIT = 1000;

    @EJB
    private LabelingDesk desk;
    @Inject
    private Duplicates duplicates;

    @GET
    public String quality() {
        Quality quality = Quality.of(desk.session());
        return JsonText.object(json -> {
            json.write("version", quality.state().version()).write("labels", quality.state().labels().count())
                    .write("computing", quality.computing());
            estimate(json, "holdout", quality, quality.heldOut(), p -> p.heldOut() == null ? null
                    : new CurvePoint(p.labels(), p.heldOut().accuracy(), p.heldOut().low(), p.heldOut().high(), null));
            estimate(json, "cross_validation", quality, quality.crossValidation(), p -> p);
            quality.advice().ifPresentOrElse(a -> json.writeStartObject("advice").write("stop", a.stop()).write("gain", a.gain())
                    .write("low", a.low()).write("high", a.high()).writeEnd(), () -> json.writeNull("advice"));
        });
    }

    /** @param measured the point of the curve that belongs to this estimate, or null */
    private static void estimate(JsonGenerator json, String name, Quality quality, Optional<Estimate> found,
            Function<CurvePoint, CurvePoint> measured) {
        if (found.isEmpty() || found.get().labels() == 0) {
            json.writeNull(name);
            return;
        }
        Estimate e = found.get();
        Interval accuracy = e.accuracy();
        json.writeStartObject(name).write("labels", e.labels()).write("accuracy", accuracy.share()).write("low", accuracy.low())
                .write("high", accuracy.high()).write("f1", e.macroF1()).write("ece", e.ece());
        json.writeStartArray("curve");
        quality.state().curve().stream().map(measured).filter(p -> p != null).forEach(p -> json.writeStartObject()
                .write("labels", p.labels()).write("accuracy", p.accuracy()).write("low", p.low()).write("high", p.high()).writeEnd());
        json.writeEnd().writeStartArray("reliability");
        e.reliability().forEach(b -> json.writeStartObject().write("from", b.from()).write("to", b.to())
                .write("confidence", b.confidence()).write("accuracy", b.accuracy()).write("count", b.count()).writeEnd());
        json.writeEnd();
        confusion(json, e, quality.state().classes().live());
        json.writeStartArray("per_class");
        e.perClass().forEach(c -> json.writeStartObject().write("id", c.id()).write("labels", c.labels())
                .write("precision", c.precision()).write("recall", c.recall()).write("f1", c.f1()).writeEnd());
        json.writeEnd().writeEnd();
    }

    private static void confusion(JsonGenerator json, Estimate e, List<LabelClass> live) {
        int[][] counts = e.confusion();
        int[] ids = live.stream().mapToInt(LabelClass::id).filter(id -> id < counts.length).toArray();
        json.writeStartObject("confusion").writeStartArray("classes");
        Arrays.stream(ids).forEach(json::write);
        json.writeEnd().writeStartArray("counts");
        for (int label : ids) {
            json.writeStartArray();
            Arrays.stream(ids).forEach(predicted -> json.write(counts[label][predicted]));
            json.writeEnd();
        }
        json.writeEnd().writeEnd();
    }

    /** Labels that heads which had not seen them confidently disagree with, the most suspicious first. */
    @GET
    @Path("suspects")
    public String suspects(@QueryParam("limit") String limit) {
        int most = Params.integer(limit, "limit", 100, 1, MAX_LIMIT);
        Quality quality = Quality.of(desk.session());
        ItemView view = desk.itemView();
        return JsonText.object(json -> {
            json.writeStartArray("items");
            quality.suspects(most).forEach(s -> {
                json.writeStartObject();
                view.fields(json, s.row(), true);
                json.write("suspicion", JsonText.probability(s.suspicion())).write("suggested", s.suggested()).writeEnd();
            });
            json.writeEnd().write("computing", quality.computing());
        });
    }

    /** The items behind one field of the confusion matrix of the cross-validation. */
    @GET
    @Path("confusion")
    public String confusion(@QueryParam("truth") String truth, @QueryParam("predicted") String predicted) {
        int label = Params.integer(truth, "truth", -1, 0, 253);
        int judged = Params.integer(predicted, "predicted", -1, 0, 253);
        if (label < 0 || judged < 0) {
            throw new InvalidInput("missing-class", "Say which field of the matrix: ?truth=…&predicted=…, each a class id.");
        }
        Quality quality = Quality.of(desk.session());
        ItemView view = desk.itemView();
        return JsonText.object(json -> {
            json.writeStartArray("items");
            quality.validation().ifPresent(v -> ids(v, label, judged).limit(MAX_LIMIT).forEach(id -> view.write(json, id, true)));
            json.writeEnd().write("computing", quality.computing());
        });
    }

    private static IntStream ids(Validation v, int label, int judged) {
        return IntStream.range(0, v.ids().length)
                .filter(row -> v.labels().get(v.ids()[row]) == label && v.result().unseen().best(row) == judged).map(row -> v.ids()[row]);
    }

    /** Items that are as good as the same; batches show one of each group. */
    @GET
    @Path("duplicates")
    public String duplicates() {
        OpenDataset dataset = desk.session().dataset();
        Optional<List<int[]>> groups = duplicates.groups(dataset);
        return JsonText.object(json -> {
            json.write("state", groups.isPresent() ? "ready" : "computing").writeStartArray("groups");
            groups.orElse(List.of()).stream().limit(MAX_LIMIT).forEach(group -> {
                json.writeStartArray();
                Arrays.stream(group).forEach(json::write);
                json.writeEnd();
            });
            json.writeEnd().write("folded", groups.orElse(List.of()).stream().mapToInt(g -> g.length - 1).sum());
        });
    }
}
