package org.fastlabel.hub.data;

import java.util.List;

/**
 * What of an upload is not in the data set as it was in the file, and what came along.
 *
 * @param skipped    the first twenty
 * @param all        how many rows there are in all that were left out or taken without their label
 * @param duplicates rows whose text was there before
 * @param brought    answers and more, of a file of Label Studio; else null
 */
public record LeftOut(List<Row> skipped, int all, int duplicates, Brought brought) {

    /**
     * What a file of Label Studio brought beside its texts.
     *
     * @param answers               with a label of the set
     * @param skips                 where somebody had nothing to say
     * @param severalChoices        answers with several labels: somebody in charge has to decide
     * @param empty                 answers without any label; not taken
     * @param prelabels             predictions that are pre-labels now
     * @param unusedPredictions     predictions without one label, or without a confidence from 0 to 1; not taken
     * @param gold                  known answers
     * @param unknownLabels         the first labels that the set has not, which were not taken
     */
    public record Brought(int answers, int skips, int severalChoices, int empty, int prelabels, int unusedPredictions, int gold,
                          List<String> unknownLabels) {
    }

    /** @param line the row, from 1, the line of the column names not counted */
    public record Row(int line, String reason) {
    }
}
