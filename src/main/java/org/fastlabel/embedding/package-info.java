/**
 * Embeddings: computed once per data set and checkpoint, in the background, kept in a memory-mapped float16 matrix, and
 * multiplied by the native engine. Every row has a checksum and a stamp of its item, so what a crash left half written, and what
 * has changed since, is embedded again.
 */
package org.fastlabel.embedding;
