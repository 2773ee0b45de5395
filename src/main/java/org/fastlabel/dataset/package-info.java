/**
 * Where items come from. A {@code SourceSpec} says what a data set is, a {@code MediaSource} reads it, and the {@code Catalog} gives
 * each item a number that it keeps for good, whatever happens to the files around it. Knows pictures, but no labels, no
 * embeddings and no HTTP.
 */
package org.fastlabel.dataset;
