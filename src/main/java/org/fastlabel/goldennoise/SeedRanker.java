package org.fastlabel.goldennoise;

import org.fastlabel.generation.GenerationParameters;

/** What has been learned about seeds. Ranks nothing before it has learned. */
public interface SeedRanker {

    /** Whether there is a selector for pictures of this model and size. */
    boolean ready(String modelId, GenerationParameters parameters);

    /** P(golden | prompt, seed) for each seed. */
    double[] probabilities(String modelId, String prompt, long[] seeds, GenerationParameters parameters);
}
