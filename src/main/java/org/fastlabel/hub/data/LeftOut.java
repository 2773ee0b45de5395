package org.fastlabel.hub.data;

import java.util.List;

/**
 * What of an upload is not in the data set as it was in the file.
 *
 * @param skipped    the first twenty
 * @param all        how many rows there are in all that were left out or taken without their label
 * @param duplicates rows whose text was there before
 */
public record LeftOut(List<Row> skipped, int all, int duplicates) {

    /** @param line the row, from 1, the line of the column names not counted */
    public record Row(int line, String reason) {
    }
}
