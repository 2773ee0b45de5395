package org.fastlabel.clip.training;

import java.util.List;
import org.fastlabel.media.image.Raster;

/** What a picture is described by: a checkpoint's embedding, or something simpler to compare it with. */
interface Features {

    /** @return one row per picture, all equally long */
    float[][] of(List<Raster> pictures);
}
