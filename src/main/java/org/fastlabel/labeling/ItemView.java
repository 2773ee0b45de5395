package org.fastlabel.labeling;

import jakarta.json.stream.JsonGenerator;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.embedding.Embeddings;

/** Items as lists of them show them, all of one moment: what the person says and what the judge says. */
public final class ItemView {

    /** Lists show the beginning of a text. */
    private static final int MAX_TEXT = 300;

    private final LabelingState state;
    private final Scores scores;
    private final ItemIndex items;
    private final MediaSource source;
    private final Embeddings embeddings;

    ItemView(LabelingSession session, Embeddings embeddings) {
        this.state = session.state();
        this.scores = session.scores();
        this.items = session.dataset().items();
        this.source = session.dataset().source();
        this.embeddings = embeddings;
    }

    public LabelingState state() {
        return state;
    }

    public Scores scores() {
        return scores;
    }

    /** One object. @param probs whether to write a probability for each class */
    public void write(JsonGenerator json, int id, boolean probs) {
        json.writeStartObject();
        fields(json, id, probs);
        json.writeEnd();
    }

    /** Its fields alone, for lists that say more of each item. */
    public void fields(JsonGenerator json, int id, boolean probs) {
        String key = items.key(id);
        double positive = scores.probPositive(id);
        json.write("id", id).write("filename", key);
        JsonText.label(json, "user_label", state.labels().get(id));
        JsonText.label(json, "model_label", scores.label(id));
        double confidence = state.classes().binary() ? Math.max(positive, 1 - positive) : scores.confidence(id);
        json.write("model_conf", JsonText.probability(confidence)).write("prob_pos", JsonText.probability(positive))
                .write("flipped", scores.flipped(id));
        if (probs) {
            JsonText.probs(json, scores.probs(id));
        }
        JsonText.finite(json, "entropy", scores.entropy(id));
        embeddings.unreadable(id).ifPresent(why -> json.write("unreadable", why));
        content(json, key);
    }

    private void content(JsonGenerator json, String key) {
        if (source.kind() == MediaKind.AUDIO) {
            JsonText.finite(json, "duration_s", source.durationSeconds(key));
        } else if (source.kind() == MediaKind.TEXT) {
            JsonText.optional(json, "text", text(key));
        }
    }

    /** The beginning of a text; null where it cannot be read. */
    private String text(String key) {
        try {
            return cut(source.text(key), MAX_TEXT);
        } catch (InvalidInput e) {
            return null;
        }
    }

    /** The first characters, without half a surrogate pair at the end. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
