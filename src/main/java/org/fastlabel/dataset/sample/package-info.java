/**
 * The data set that FastLabel brings along: portraits that it draws itself, so that the first minute needs no download.
 * Every portrait is a pure function of its number and nothing is stored; the attributes it was drawn from serve as the
 * truth for simulated annotators. All maths is done here in {@code float} (and {@code StrictMath}), so the bytes are the
 * same on every operating system and JDK: stored embeddings and labels stay valid wherever the data directory goes.
 */
package org.fastlabel.dataset.sample;
