package org.fastlabel.labeling.models;

import jakarta.ejb.EJB;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.MaxBody;
import org.fastlabel.api.UnsupportedMedia;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.SingleItem;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.JsonText;
import org.fastlabel.labeling.Labels;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.LabelingSession;
import org.fastlabel.labeling.LabelingState.Scorer;
import org.fastlabel.labeling.Scores;

/** What the present judge says of something that is no item of the data set. Nothing of it is kept. */
@Path("/predict")
@Produces(MediaType.APPLICATION_JSON)
public class PredictResource {

    private static final long MAX_PICTURE = 20L << 20;
    private static final long MAX_SOUND = 50L << 20;
    /** A sound, and what a form puts around it. */
    private static final long MAX_FORM = 51L << 20;
    private static final int MAX_TEXT = 100_000;

    @EJB
    private LabelingDesk desk;

    /** A picture or a sound, as the items of the data set are, in the field {@code file} of a form. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @MaxBody(MAX_FORM)
    public String file(List<EntityPart> parts) {
        MediaSource like = desk.session().dataset().source();
        if (like.kind() == MediaKind.TEXT) {
            throw new UnsupportedMedia("wrong-kind", "The items of this data set are texts; send {\"text\": \"…\"} as JSON.");
        }
        // A request without a body or without a type comes here too, with no parts at all.
        List<EntityPart> files = parts == null ? List.of() : parts.stream().filter(part -> part.getName().equals("file")).toList();
        if (files.size() != 1) {
            throw new InvalidInput("missing-file", "Send one file, in the field \"file\" of the form; there are " + files.size() + ".");
        }
        requireJudge();
        try (Upload upload = Upload.of(files.get(0).getContent(), like.kind() == MediaKind.AUDIO ? MAX_SOUND : MAX_PICTURE)) {
            return answer(SingleItem.file(like, upload.path()));
        }
    }

    /** A text, of a data set of texts. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public String text(String body) {
        String text = JsonBody.text(JsonBody.object(body), "text").orElse("");
        MediaSource like = desk.session().dataset().source();
        if (like.kind() != MediaKind.TEXT) {
            throw new UnsupportedMedia("wrong-kind", "The items of this data set are " + (like.kind() == MediaKind.AUDIO ? "sounds" : "pictures")
                    + "; send a file as multipart/form-data, in the field \"file\".");
        } else if (text.isBlank()) {
            throw new InvalidInput("missing-text", "Send a text, such as {\"text\": \"…\"}.");
        } else if (text.length() > MAX_TEXT) {
            throw new InvalidInput("text-too-long", "A text may have at most " + MAX_TEXT + " characters; this one has " + text.length() + ".");
        }
        requireJudge();
        return answer(SingleItem.text(like, text));
    }

    /** Before anything is decoded for nothing. */
    private void requireJudge() {
        if (desk.session().state().scorer() == Scorer.NONE) {
            desk.judge(new float[0]);
        }
    }

    private String answer(SingleItem item) {
        LabelingSession session = desk.session();
        Classes classes = session.state().classes();
        Embedder embedder = desk.embeddings().embedder();
        float[] embedding = embedder.embed(List.of(embedder.read(item, SingleItem.KEY)))[0];
        Scores scores = desk.judge(embedding);
        int best = scores.label(0);
        double[] probs = scores.probs(0);
        return JsonText.object(json -> {
            JsonText.optional(json, "label", best == Labels.NONE || best >= classes.size() ? null : classes.all().get(best).name());
            JsonText.label(json, "class", best);
            json.writeStartArray("probs");
            for (double p : probs) {
                json.write(JsonText.probability(p));
            }
            json.writeEnd().writeStartArray("classes");
            for (LabelClass c : classes.all()) {
                if (c.retired()) {
                    json.writeNull();
                } else {
                    json.write(c.name());
                }
            }
            json.writeEnd().write("scorer", scores.scorer().wireName());
        });
    }
}
