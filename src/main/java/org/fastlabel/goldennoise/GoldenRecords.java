package org.fastlabel.goldennoise;

import java.nio.file.Path;
import java.util.List;

/** The record of what was judged, as the analysis and the learning read it. Each decision counts as it stands now. */
public interface GoldenRecords {

    /**
     * @param sessionId null for all sessions
     * @param modelId   null for all models
     * @return in the order in which they were judged
     */
    List<ShownImage> judged(String sessionId, String modelId);

    /** The file of a picture. */
    Path file(ShownImage image);
}
