package org.fastlabel.labeling;

import org.fastlabel.dataset.OpenDataset;

/** Told as a CDI event, in the background, after each training. @param state has the new head; later ones may be there already */
public record HeadTrained(OpenDataset dataset, LabelingState state) {
}
