package org.fastlabel.hub;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model says of one task: how likely each label is, or why its answer cannot be used.
 *
 * @param probabilities of every label of the data set, summing to 1, in the order of the labels; empty when unusable
 * @param how           how they were found: {@code logprobs}, {@code samples}, {@code asked}, {@code head}, …
 * @param unusable      for people: why there is no proposal; null when there is one
 * @param details       whatever else is worth keeping with the proposal
 */
public record Opinion(Map<String, Double> probabilities, String how, String unusable, JsonObject details) {

    public Opinion {
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }

    /** @throws IllegalArgumentException when these are no probabilities of at least one label */
    public static Opinion of(Map<String, Double> probabilities, String how, JsonObject details) {
        double sum = 0;
        for (double p : probabilities.values()) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("no probability: " + p);
            }
            sum += p;
        }
        if (Math.abs(sum - 1) > 1e-6) {
            throw new IllegalArgumentException("probabilities sum to " + sum);
        }
        return new Opinion(probabilities, how, null, details);
    }

    public static Opinion unusable(String why, JsonObject details) {
        return new Opinion(Map.of(), "none", why, details);
    }

    public boolean usable() {
        return unusable == null;
    }

    /** The likeliest label; of equal ones the first. Only of a usable opinion. */
    public String label() {
        return probabilities.entrySet().stream().reduce((a, b) -> b.getValue() > a.getValue() ? b : a).orElseThrow().getKey();
    }

    /** How likely {@link #label} is, 0 to 1. */
    public double confidence() {
        return probabilities.get(label());
    }

    /** Everything, to be kept with the task. @param by which pre-labeller said it */
    public JsonObject toJson(String by) {
        var json = Json.createObjectBuilder().add("by", by);
        if (usable()) {
            var each = Json.createObjectBuilder();
            probabilities.forEach(each::add);
            json.add("label", label()).add("confidence", confidence()).add("probabilities", each);
        } else {
            json.add("unusable", unusable);
        }
        json.add("how", how);
        for (Map.Entry<String, JsonValue> detail : details.entrySet()) {
            json.add(detail.getKey(), detail.getValue());
        }
        return json.build();
    }

    /** As a proposal for the task. Only of a usable opinion. */
    public Task.Proposal proposal(String by, String version) {
        return new Task.Proposal(label(), confidence(), version, toJson(by));
    }
}
