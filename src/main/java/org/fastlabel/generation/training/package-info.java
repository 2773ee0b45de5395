/**
 * Trains the embedded text-to-image model {@code models/mini-flux} on pictures that it draws itself, and measures it. Nothing of it runs
 * in the server.
 */
package org.fastlabel.generation.training;
