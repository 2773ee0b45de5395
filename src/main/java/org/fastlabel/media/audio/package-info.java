/**
 * Sounds: from the bytes of a file to mono samples as librosa would load them, to log-mel spectrograms with librosa's numbers, and
 * to pictures of these. Formats are decided by content. Long files are read in windows, never as a whole. Whatever a file
 * holds, the worst that happens is {@code InvalidInput("unreadable-item")}.
 */
package org.fastlabel.media.audio;
