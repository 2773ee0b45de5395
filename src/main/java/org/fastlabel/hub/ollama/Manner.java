package org.fastlabel.hub.ollama;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.fastlabel.api.Settings;

/**
 * How a language model is asked.
 *
 * @param parallel   requests at once
 * @param samples    answers per item where the server gives no log probabilities; 0: the model writes its confidence
 * @param bothOrders whether each item is judged with the labels in both orders
 * @param context    tokens that fit into a request and its answer
 */
record Manner(int parallel, int samples, boolean bothOrders, int context) {

    /** A label, and the braces and quotes about it; a cut answer is seen as such. */
    private static final int ANSWER = 640;
    /** Of samples: warm enough to differ where the model wavers. */
    private static final double WARM = 0.7;

    static Manner configured() {
        return new Manner(Settings.ollamaParallel(), Settings.ollamaSamples(), Settings.ollamaBothOrders(), Settings.ollamaContext());
    }

    /** The same question gets the same answer, as far as the machine there allows. */
    JsonObject certain(int seed) {
        return options(0, seed);
    }

    JsonObject sampled(int seed) {
        return options(WARM, seed);
    }

    private JsonObject options(double temperature, int seed) {
        return Json.createObjectBuilder().add("temperature", temperature).add("seed", seed).add("num_ctx", context).add("num_predict", ANSWER).build();
    }
}
