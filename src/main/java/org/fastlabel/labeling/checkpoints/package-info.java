/**
 * Choosing a checkpoint: the list of them, the change to another one, and which of those at hand learns best on the labels there
 * are. What embeds and swaps is in {@link org.fastlabel.embedding}; here it is offered to pages, and compared.
 */
package org.fastlabel.labeling.checkpoints;
