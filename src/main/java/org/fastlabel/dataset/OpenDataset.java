package org.fastlabel.dataset;

/**
 * A data set that is being worked on.
 *
 * @param id     stable: the same source gives the same id, also after a restart; file-name safe
 * @param name   for people
 * @param items  the ids
 * @param source reads the items
 */
public record OpenDataset(String id, String name, ItemIndex items, MediaSource source) {
}
