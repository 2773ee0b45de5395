package org.fastlabel.labeling;

import java.util.ArrayList;
import java.util.List;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.Query.Direction;

/** Makes directions in the embedding space from words. */
final class ZeroShot {

    /** Several phrasings averaged are steadier than one; as in the CLIP paper's prompt ensembles. */
    private static final List<String> PICTURE =
            List.of("%s", "a photo of %s", "a photo of a %s", "a %s person", "a picture showing %s");
    /** What every picture has in common; taking it off leaves what the query says in particular. */
    private static final List<String> OF_PICTURES =
            List.of("a photo", "a picture", "a photo of a person", "an image of something");
    private static final List<String> SOUND = List.of("%s", "the sound of %s", "the sound of a %s", "a recording of %s", "a spectrogram of %s");
    private static final List<String> OF_SOUNDS = List.of("a sound", "a recording", "a spectrogram");
    private static final List<String> TEXT = List.of("%s", "This text is about %s.");
    private static final List<String> OF_TEXTS = List.of("a text", "This text is about something.");

    private static final int AT_ONCE = 64;

    private final Embedder embedder;
    private final List<String> templates;
    private final List<String> background;

    /** @throws org.fastlabel.api.CapacityExceeded while the model is loading */
    ZeroShot(Embeddings embeddings, MediaKind kind) {
        embedder = embeddings.embedder();
        templates = switch (kind) {
            case IMAGE -> PICTURE;
            case AUDIO -> SOUND;
            case TEXT -> TEXT;
        };
        background = switch (kind) {
            case IMAGE -> OF_PICTURES;
            case AUDIO -> OF_SOUNDS;
            case TEXT -> OF_TEXTS;
        };
    }

    /** Orders the pool by a text. */
    Query pool(String text) {
        return new Query(text, directions(List.of(text)).get(0)).in(embedder.id());
    }

    /** A text for one class, along with what an earlier query says of others. @param before may be null */
    Query hint(String text, int classId, Query before) {
        Query others = before == null || embedder.id().equals(before.space()) ? before : again(before);
        return Query.hint(new Direction(classId, text, directions(List.of(text)).get(0)), others).in(embedder.id());
    }

    /** The names of all classes. */
    Query names(Classes classes) {
        List<LabelClass> live = classes.live();
        List<float[]> values = directions(live.stream().map(LabelClass::name).toList());
        List<Direction> directions = new ArrayList<>();
        for (int i = 0; i < live.size(); i++) {
            directions.add(new Direction(live.get(i).id(), live.get(i).name(), values.get(i)));
        }
        return Query.names(directions).in(embedder.id());
    }

    /** What another model was asked, in this one's words. */
    Query again(Query asked) {
        return asked.translated(directions(asked.directions().stream().map(Direction::text).toList()), embedder.id());
    }

    private List<float[]> directions(List<String> texts) {
        List<String> prompts = new ArrayList<>(background);
        texts.forEach(text -> templates.forEach(template -> prompts.add(template.replace("%s", text))));
        float[][] embedded = embedded(prompts);
        float[] common = mean(embedded, 0, background.size());
        List<float[]> directions = new ArrayList<>();
        for (int from = background.size(); from < prompts.size(); from += templates.size()) {
            float[] asked = mean(embedded, from, from + templates.size());
            for (int d = 0; d < asked.length; d++) {
                asked[d] -= common[d];
            }
            directions.add(asked);
        }
        return directions;
    }

    private float[][] embedded(List<String> prompts) {
        float[][] rows = new float[prompts.size()][];
        for (int from = 0; from < rows.length; from += AT_ONCE) {
            float[][] some = embedder.queries(prompts.subList(from, Math.min(rows.length, from + AT_ONCE)));
            System.arraycopy(some, 0, rows, from, some.length);
        }
        return rows;
    }

    /** The mean of some rows, at unit length. */
    private static float[] mean(float[][] rows, int from, int to) {
        float[] mean = new float[rows[0].length];
        double length = 0;
        for (int d = 0; d < mean.length; d++) {
            for (int i = from; i < to; i++) {
                mean[d] += rows[i][d];
            }
            length += mean[d] * mean[d];
        }
        for (int d = 0; d < mean.length && length > 0; d++) {
            mean[d] /= (float) Math.sqrt(length);
        }
        return mean;
    }
}
