package org.fastlabel.generation;

import org.fastlabel.media.image.Raster;

/**
 * @param image what came out
 * @param early the clean latents as the model foresaw them after the first step, in {@link LatentShape} order: a look at the
 *              picture at a fraction of its price
 */
public record GeneratedImage(Raster image, float[] early) {
}
