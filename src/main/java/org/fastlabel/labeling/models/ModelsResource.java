package org.fastlabel.labeling.models;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.ItemView;
import org.fastlabel.labeling.JsonText;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.LabelingSession;
import org.fastlabel.labeling.LabelingState;
import org.fastlabel.labeling.Trained;
import org.fastlabel.labeling.Params;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.models.ModelComparison.Difference;
import org.fastlabel.labeling.models.ModelComparison.Side;

/** The models of the data set that is open: looked at, loaded, compared, taken away. */
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class ModelsResource {

    private static final int MAX_NAME = 60;
    private static final String CURRENT = "current";

    @EJB
    private LabelingDesk desk;
    @Inject
    private ModelDesk models;

    @GET
    public String list() {
        LabelingSession session = desk.session();
        LabelingState state = session.state();
        return JsonText.object(json -> {
            json.writeStartArray("models");
            models.list(session.dataset(), state).forEach(model -> {
                json.writeStartObject();
                summary(json, model.card(), state);
                json.write("bytes", model.bytes()).writeEnd();
            });
            json.writeEnd();
        });
    }

    private static void summary(JsonGenerator json, ModelCard card, LabelingState state) {
        Trained trained = state.now().trained();
        json.write("id", card.id()).write("version", card.version()).write("created", card.created().toString())
                .write("labels", card.labels()).writeStartArray("classes");
        card.classes().live().stream().map(LabelClass::name).forEach(json::write);
        json.writeEnd().write("architecture", card.architecture()).write("checkpoint", card.checkpoint())
                .write("current", trained != null && card.id().equals(trained.model())).write("kept", card.kept());
        if (card.name() == null) {
            json.writeNull("name");
        } else {
            json.write("name", card.name());
        }
        if (card.accuracy() == null) {
            json.writeNull("accuracy");
        } else {
            json.write("accuracy", ModelCard.json(card.accuracy()));
        }
    }

    /** @param id of any model, or {@code current} */
    private ModelCard card(String id) {
        LabelingSession session = desk.session();
        return id.equals(CURRENT) ? models.current(session.dataset(), session.state()) : models.card(id);
    }

    private Head head(String id, ModelCard card) {
        return id.equals(CURRENT) ? desk.session().state().head() : models.head(card);
    }

    /** The whole card. */
    @GET
    @Path("{id}")
    public String one(@PathParam("id") String id) {
        return card(id).toJson().toString();
    }

    /** Names a model, so that it stays; null or an empty text takes the name away. */
    @POST
    @Path("{id}")
    public String name(@PathParam("id") String id, String body) {
        String name = JsonBody.text(JsonBody.object(body), "name").orElse("").strip();
        if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("bad-name", "The name of a model has at most " + MAX_NAME + " characters in one line.");
        }
        return models.name(id, name.isEmpty() ? null : name).toJson().toString();
    }

    /** Lets a model judge from now on; the labels stay, undo brings the one before back. */
    @POST
    @Path("{id}/load")
    public String load(@PathParam("id") String id) {
        ModelCard card = models.card(id);
        LabelingSession session = desk.session();
        models.requireFit(card, session.dataset(), session.state().classes());
        Head head = models.head(card);
        models.loaded(card);
        LabelingState state = session.load(head, card.id(), card.labels(), card.checkpoint());
        return JsonText.object(json -> json.write("success", true).write("version", state.version())
                .write("scorer", state.scorer().wireName()).write("undo_available", !state.history().isEmpty()));
    }

    /** Where two models of the open data set differ. */
    @GET
    @Path("compare")
    public String compare(@QueryParam("a") String a, @QueryParam("b") String b) {
        ModelCard left = compared(a, "a");
        ModelCard right = compared(b, "b");
        ModelDesk.requireSameClasses(left.classes().size() < right.classes().size() ? left.classes() : right.classes(),
                left.classes().size() < right.classes().size() ? right.classes() : left.classes());
        Head leftHead = head(a, left);
        Head rightHead = head(b, right);
        ModelComparison found = ModelComparison.of(new Side(leftHead, left.classes().retired()),
                new Side(rightHead, right.classes().retired()), desk.embeddings().matrix(), desk.trainer());
        Map<String, Integer> labels = models.labels(left)
                .flatMap(from -> models.labels(right).map(to -> ModelComparison.labels(from, to))).orElse(Map.of());
        ItemView view = desk.itemView();
        return JsonText.object(json -> {
            json.write("agreement", JsonText.probability(found.agreement())).write("judged", found.judged())
                    .write("differ", found.differ()).writeStartArray("items");
            found.first().forEach(d -> item(json, view, d));
            json.writeEnd().writeStartObject("labels");
            labels.forEach(json::write);
            json.writeEnd().writeStartObject("a");
            summary(json, left, view.state());
            json.writeEnd().writeStartObject("b");
            summary(json, right, view.state());
            json.writeEnd();
        });
    }

    private ModelCard compared(String id, String which) {
        if (id == null) {
            throw new InvalidInput("missing-model", "Say which two models to compare, as in ?a=…&b=…; " + which + " is missing.");
        }
        ModelCard card = card(id);
        LabelingSession session = desk.session();
        models.requireFit(card, session.dataset(), card.classes());
        return card;
    }

    private static void item(JsonGenerator json, ItemView view, Difference d) {
        json.writeStartObject();
        view.fields(json, d.id(), false);
        json.write("a_label", d.a()).write("a_conf", JsonText.probability(d.aConf())).write("b_label", d.b())
                .write("b_conf", JsonText.probability(d.bConf())).writeEnd();
    }

    /** The head as a file for other programs. */
    @GET
    @Path("{id}/export")
    public Response export(@PathParam("id") String id, @QueryParam("format") @DefaultValue("safetensors") String format) {
        ModelExport.Format wanted = ModelExport.Format.named(Params.oneOf(format, "format", ModelExport.Format.names()));
        ModelCard card = card(id);
        return Response.ok(ModelExport.of(card, head(id, card), wanted), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + wanted.fileName(card) + "\"").build();
    }
}
