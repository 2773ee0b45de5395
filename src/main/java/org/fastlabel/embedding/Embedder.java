package org.fastlabel.embedding;

import java.util.List;
import org.fastlabel.media.image.Raster;

/** Turns pictures and texts into points of one space, so that their dot product says how well they fit. */
public interface Embedder {

    /** Identifies the checkpoint: two embedders with the same id give the same numbers. File-name safe. */
    String id();

    /** Length of every embedding. */
    int dim();

    /**
     * @param images any sizes, at most a few hundred
     * @return one unit-length row of {@link #dim} per picture, in order. Safe from any thread
     */
    float[][] images(List<Raster> images);

    /** As {@link #images}, for texts; too long texts are cut to the context length. */
    float[][] texts(List<String> texts);
}
