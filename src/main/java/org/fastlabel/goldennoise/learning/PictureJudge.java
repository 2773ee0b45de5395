package org.fastlabel.goldennoise.learning;

import java.util.List;
import org.fastlabel.media.image.Raster;

/** Says of new pictures how likely a person would call them golden. */
interface PictureJudge {

    /** Who that is, for the report: {@code clip} or {@code simulated}. */
    String name();

    /** @return 0 to 1 for each picture */
    double[] golden(String prompt, List<Raster> pictures);
}
