package org.fastlabel.goldennoise;

import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.TextToImage;

/** Where a session's pictures come from: a loaded model, whichever it is. */
public interface ImageMaker {

    /**
     * Begins to load a model where another one, or none, is in use; returns at once.
     *
     * @param dtype null for the model's own choice
     * @throws org.fastlabel.api.NotFound when there is no such model
     */
    void prepare(String modelId, String dtype);

    /** What the model's makers recommend. @throws org.fastlabel.api.NotFound when there is no such model */
    GenerationParameters defaults(String modelId);

    /** @throws org.fastlabel.api.InvalidInput when the model cannot make pictures like that; the message says why */
    void check(String modelId, GenerationParameters parameters);

    /** {@code absent}, {@code ready}, {@code loading}, {@code active}, {@code failed} or {@code too-large}. */
    String state(String modelId);

    /** The model, loaded; waits for it. @throws org.fastlabel.api.FastLabelException when it cannot be loaded */
    TextToImage model(String modelId, String dtype);
}
