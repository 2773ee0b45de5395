package org.fastlabel.labeling;

import java.util.ArrayList;
import java.util.List;
import org.fastlabel.embedding.Embedder;

/** Makes a direction in the embedding space from words. */
final class ZeroShot {

    /** Several phrasings averaged are steadier than one; as in the CLIP paper's prompt ensembles. */
    private static final List<String> TEMPLATES =
            List.of("%s", "a photo of %s", "a photo of a %s", "a %s person", "a picture showing %s");
    /** What every picture has in common; taking it off leaves what the query says in particular. */
    private static final List<String> BACKGROUND = List.of("a photo", "a picture", "a photo of a person", "an image of something");

    private ZeroShot() {
    }

    static Query query(String text, Embedder embedder) {
        List<String> prompts = new ArrayList<>();
        TEMPLATES.forEach(template -> prompts.add(template.replace("%s", text)));
        prompts.addAll(BACKGROUND);
        float[][] embedded = embedder.queries(prompts);
        float[] asked = mean(embedded, 0, TEMPLATES.size());
        float[] background = mean(embedded, TEMPLATES.size(), prompts.size());
        for (int d = 0; d < asked.length; d++) {
            asked[d] -= background[d];
        }
        return new Query(text, asked);
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
