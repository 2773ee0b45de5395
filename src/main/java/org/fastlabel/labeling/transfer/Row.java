package org.fastlabel.labeling.transfer;

import org.fastlabel.labeling.Labels;

/**
 * One item of an export.
 *
 * @param label      the confirmed class, or {@link Labels#NONE}
 * @param prediction the most probable class, or {@link Labels#NONE}
 * @param probs      by class id; empty where there is no prediction
 * @param text       what a text item says, or null
 */
record Row(int id, String filename, int label, int prediction, double[] probs, String text) {

    boolean labelled() {
        return label != Labels.NONE;
    }

    boolean predicted() {
        return prediction != Labels.NONE;
    }

    /** Of a class, rounded as in the other answers; 0 for a class that the judge does not know. */
    double prob(int classId) {
        return classId < probs.length ? Math.rint(probs[classId] * 1e9) / 1e9 : 0;
    }
}
