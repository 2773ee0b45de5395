package org.fastlabel.goldennoise.score;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.api.Settings;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.clip.EmbeddedCheckpoint;
import org.fastlabel.embedding.ClipSpace;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.media.image.Raster;

/**
 * CLIP scores with the checkpoint that is in use for labelling, or, where none is loaded, with the embedded one.
 *
 * <p>A score is {@code 100 · max(cos(picture, prompt), 0)}, as torchmetrics' {@code CLIPScore} states it. Hessel et al., CLIPScore: A
 * Reference-free Evaluation Metric for Image Captioning (2021), use the weight 2.5 instead of 100 and the prefix "A photo depicts" for
 * the text; their figure is this one divided by 40, but for the prefix. Scores of different checkpoints cannot be compared.
 */
@ApplicationScoped
public class ClipScores {

    private static final System.Logger LOG = System.getLogger(ClipScores.class.getName());

    @Inject
    private EmbeddingDesk desk;

    private ClipModel own;
    private AestheticHead head;
    private boolean headTried;

    /** @param clip of each picture @param aesthetic of each picture; null where no head is configured, or it fits another checkpoint */
    public record Scores(double[] clip, double[] aesthetic) {
    }

    /** @return one per picture, in order */
    public Scores of(String prompt, List<Raster> pictures) {
        ClipSpace space = space();
        float[] text = space.texts(List.of(prompt))[0];
        float[][] seen = space.pictures(pictures);
        double[] clip = new double[seen.length];
        for (int i = 0; i < clip.length; i++) {
            clip[i] = score(seen[i], text);
        }
        return new Scores(clip, aesthetic(seen));
    }

    /** Of two vectors of unit length. */
    static double score(float[] picture, float[] text) {
        double cosine = 0;
        for (int d = 0; d < text.length; d++) {
            cosine += (double) picture[d] * text[d];
        }
        return 100 * Math.max(0, cosine);
    }

    private synchronized ClipSpace space() {
        Optional<ClipSpace> inUse = desk.clip();
        if (inUse.isPresent()) {
            return inUse.get();
        }
        if (own == null) {
            own = ClipModel.open(EmbeddedCheckpoint.folder(Settings.home()), Settings.device());
        }
        return ClipSpace.of(own);
    }

    private synchronized double[] aesthetic(float[][] seen) {
        if (!headTried) {
            headTried = true;
            try {
                head = Settings.aestheticHead().map(AestheticHead::open).orElse(null);
            } catch (FastLabelException e) {
                LOG.log(System.Logger.Level.WARNING, "No aesthetic scores: {0}", e.getMessage());
            }
        }
        return head == null || seen.length > 0 && seen[0].length != head.dim() ? null : head.of(seen);
    }

    @PreDestroy
    synchronized void close() {
        if (own != null) {
            own.close();
            own = null;
        }
    }
}
