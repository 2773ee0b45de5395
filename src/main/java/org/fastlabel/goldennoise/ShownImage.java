package org.fastlabel.goldennoise;

import java.time.Instant;
import org.fastlabel.generation.GenerationParameters;

/**
 * One picture that was shown and judged: the unit of all statistics.
 *
 * @param batchId      the group that it was shown in
 * @param promptId     of its session; the same text in another session has another id
 * @param seed         determines the initial noise, with the size and the generator's version
 * @param noiseVersion of the noise generator
 * @param modelId      name and fingerprint of the weights
 * @param place        in the group as shown, from 0
 * @param path         of the picture, relative to the folder of images
 * @param clipScore    null where it was not computed
 * @param explored     whether it was drawn at random although a pre-filter chose the others; true where there was none
 * @param judge        who judged
 */
public record ShownImage(String batchId, long promptId, String prompt, long seed, int noiseVersion, String modelId,
                         GenerationParameters parameters, int place, String path, Double clipScore, boolean explored,
                         Verdict verdict, String judge, Instant at) {
}
