/**
 * From noise to a picture in steps. Every sampler is a list of noise levels and the order in which it extrapolates; what a network
 * foresees is brought into one form, the clean latents, so that each sampler works with each kind of network.
 */
package org.fastlabel.generation.sampling;
