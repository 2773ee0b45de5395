package org.fastlabel.hub;

/** A data set and its tasks are being deleted: CDI event within that transaction, before the rows go. Whoever keeps something about it removes that. */
public record DatasetDeleted(long datasetId) {
}
