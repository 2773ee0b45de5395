package org.fastlabel.labeling;

import org.fastlabel.dataset.OpenDataset;

/** Knows which items are as good as the same, so that one card can stand for them all. Answers at once with what is known. */
public interface Twins {

    /** Nothing is known. */
    Twins NONE = (dataset, id) -> new int[0];

    /** The ids of an item's group, itself among them, ascending; empty where it has no twin, or none is known yet. Only read. */
    int[] groupOf(OpenDataset dataset, int id);
}
