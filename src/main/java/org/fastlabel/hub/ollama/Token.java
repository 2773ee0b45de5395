package org.fastlabel.hub.ollama;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One generated token, and what could have stood in its place. @param options the chosen one among them */
record Token(byte[] bytes, List<Option> options) {

    /** A log probability may be above 0 by rounding. */
    private static final double SLIP = 1e-3;

    /** @param p probability, 0 to 1 */
    record Option(byte[] bytes, double p, boolean chosen) {
    }

    double smallest() {
        return options.stream().mapToDouble(Option::p).min().orElse(0);
    }

    double listed() {
        return options.stream().mapToDouble(Option::p).sum();
    }

    /** @return empty when something in it is not as it should be: then none of it is believed */
    static Optional<List<Token>> read(JsonArray logprobs) {
        if (logprobs == null || logprobs.isEmpty()) {
            return Optional.empty();
        }
        List<Token> tokens = new ArrayList<>();
        for (JsonValue value : logprobs) {
            Option chosen = value instanceof JsonObject token ? option(token, true) : null;
            if (chosen == null) {
                return Optional.empty();
            }
            List<Option> options = new ArrayList<>(List.of(chosen));
            if (value.asJsonObject().get("top_logprobs") instanceof JsonArray listed) {
                for (JsonValue other : listed) {
                    Option option = other instanceof JsonObject o ? option(o, false) : null;
                    if (option == null) {
                        return Optional.empty();
                    }
                    if (!Arrays.equals(option.bytes, chosen.bytes)) {
                        options.add(option);
                    }
                }
            }
            tokens.add(new Token(chosen.bytes, options));
        }
        return Optional.of(tokens);
    }

    private static Option option(JsonObject token, boolean chosen) {
        if (!(token.get("token") instanceof JsonString text) || !(token.get("logprob") instanceof JsonNumber logprob)) {
            return null;
        }
        double p = Math.exp(logprob.doubleValue());
        return p <= 1 + SLIP ? new Option(bytes(token, text.getString()), Math.min(1, p), chosen) : null;
    }

    private static byte[] bytes(JsonObject token, String text) {
        if (!(token.get("bytes") instanceof JsonArray list) || list.isEmpty()) {
            return Bytes.of(text);
        }
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = list.get(i) instanceof JsonNumber n ? (byte) n.intValue() : 0;
        }
        return bytes;
    }
}
