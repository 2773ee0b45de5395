package org.fastlabel.labeling.bench;

import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.head.Logits;

/** A way of choosing what to label, together with a way of learning from it. */
interface Competitor {

    String name();

    /** Starts without labels. @param pool all items that may be labelled */
    Session begin(ArrayMatrix pool, int classes, long seed);

    /** One course of labelling. Used by one thread. */
    interface Session {

        /** What to label next. @param labelled all labelled so far, ascending */
        int[] next(int k, int[] labelled);

        /** Learns. @param rows embeddings of all labelled items, in the order of {@code labelled} */
        void learn(int[] labelled, float[] rows, int[] labels);

        Logits judge(float[] rows);
    }
}
