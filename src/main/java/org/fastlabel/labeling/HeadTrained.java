package org.fastlabel.labeling;

import org.fastlabel.dataset.OpenDataset;

/**
 * Told as a CDI event, in the background, after each training.
 *
 * @param state  has the new head, and maybe labels that came while it was trained; later states may be there already
 * @param learnt the labels that the head was taught
 */
public record HeadTrained(OpenDataset dataset, LabelingState state, Labels learnt) {
}
