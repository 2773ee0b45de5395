package org.fastlabel.goldennoise.analysis;

import java.util.List;
import java.util.Optional;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.goldennoise.ShownImage;

/** What maps need beside the record: a loaded model for latents, and an eye for pictures. Empty where there is none. */
interface MapSource {

    /** Of the noise of these cells; empty when the model that made them is not known any more. */
    Optional<LatentShape> shape(Cells cells);

    /** Clean latents as foreseen after the first step, pooled; empty where the model that made the pictures is not loaded. */
    Optional<float[][]> early(List<ShownImage> images, Progress progress);

    /** Embeddings of the pictures; null for one that cannot be read. Empty where no model sees pictures. */
    Optional<float[][]> embeddings(List<ShownImage> images, Progress progress);
}
