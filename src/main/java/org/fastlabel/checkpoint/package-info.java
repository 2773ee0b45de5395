/**
 * Which checkpoints there are, where their files lie, and how they come here: the one that is embedded, folders of the person's
 * own, and repositories of the Hugging Face hub, downloaded or found in its cache. What {@code folder} gives is complete and
 * verified; loading it is the business of others.
 */
package org.fastlabel.checkpoint;
