package org.fastlabel.labeling;

import java.util.Arrays;
import org.fastlabel.labeling.head.CrossValidation;

/**
 * What heads think of labels that they have not seen.
 *
 * @param labels the labels of the session that were measured
 * @param ids    the items whose labels can be learnt, in the order of the result's rows; only read
 */
public record Validation(Labels labels, int[] ids, CrossValidation.Result result) {

    /** The labels of {@link #ids}. */
    public int[] truth() {
        return Arrays.stream(ids).map(labels::get).toArray();
    }
}
