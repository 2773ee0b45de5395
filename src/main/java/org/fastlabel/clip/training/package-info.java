/**
 * Trains and measures the small CLIP model that comes with the program. Nothing here runs in the server: these are the
 * commands of the Maven profile {@code train}, and {@code models/mini-clip/README.md} says how they were used.
 */
package org.fastlabel.clip.training;
