/**
 * What prompts of the embedded text-to-image model say, and whether a picture shows it: a small language of portraits and things, and a
 * classifier that reads a picture's facts.
 */
package org.fastlabel.generation.truth;
