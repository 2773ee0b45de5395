/**
 * Embeddings: computed once per data set and checkpoint, in the background, kept in a memory-mapped float16 matrix, and
 * multiplied by the native engine.
 */
package org.fastlabel.embedding;
