/**
 * Pictures from texts: models in the diffusers layout of FLUX, schedulers, and initial noise that a seed determines wherever it is drawn.
 */
package org.fastlabel.generation;
