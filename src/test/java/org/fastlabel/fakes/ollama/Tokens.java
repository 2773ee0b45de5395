package org.fastlabel.fakes.ollama;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes an answer as tokens with log probabilities, in one of the ways in which tokenizers cut it. */
public final class Tokens {

    /** Probability at the label's first token that is on none of the labels. */
    private static final double ELSEWHERE = 0.04;
    /** Share of a label's probability that is on its other case. */
    private static final double OTHER_CASE = 0.05;
    private static final String[] JUNK = {"The", "Sure", "I", "{", "None", "Label", "It", "Un", "Maybe", "Hm", "?", "-", "1", "0", "A", "B", "yes",
        "no", "\n", "```"};

    private Tokens() {
    }

    /** How the answer is cut. */
    public enum Cut {
        /** {@code {"}, {@code label}, {@code ":}, {@code  "}, {@code OK}, {@code "}}. */
        USUAL,
        /** The quote is one token with the label's beginning. */
        FUSED,
        /** A token for each letter. */
        LETTERS,
        /** A token for each byte: characters are split. */
        BYTES
    }

    /** One token as Ollama writes it. @param text what is added to the content, empty within a split character */
    record Token(byte[] bytes, double p, Map<List<Byte>, Double> others) {

        JsonObject toJson(int top) {
            JsonObjectBuilder json = entry(bytes, p);
            if (top > 0) {
                JsonArrayBuilder list = Json.createArrayBuilder().add(entry(bytes, p));
                others.entrySet().stream().sorted(Map.Entry.<List<Byte>, Double>comparingByValue().reversed()).limit(top - 1L)
                        .forEach(e -> list.add(entry(unboxed(e.getKey()), e.getValue())));
                json.add("top_logprobs", list);
            }
            return json.build();
        }

        private static JsonObjectBuilder entry(byte[] bytes, double p) {
            JsonArrayBuilder numbers = Json.createArrayBuilder();
            for (byte b : bytes) {
                numbers.add(b & 0xff);
            }
            return Json.createObjectBuilder().add("token", new String(bytes, StandardCharsets.UTF_8)).add("logprob", Math.log(p)).add("bytes", numbers);
        }
    }

    /** Any text, by words, without alternatives. */
    static List<Token> plain(String text) {
        List<Token> tokens = new ArrayList<>();
        for (String piece : text.split("(?<=\\s)|(?=[\\s{}\":,])")) {
            tokens.add(new Token(bytes(piece), 0.97, Map.of(boxed(bytes("other")), 0.01)));
        }
        return tokens;
    }

    /** @param rest what follows the label's closing quote */
    static List<Token> answer(Map<String, Double> probabilities, String chosen, String rest, Cut cut) {
        List<Token> tokens = new ArrayList<>();
        for (String piece : List.of("{\"", "label", "\":")) {
            tokens.add(new Token(bytes(piece), 0.999, Map.of(boxed(bytes("x")), 0.0001)));
        }
        String lead = cut == Cut.FUSED ? " \"" : "";
        if (lead.isEmpty()) {
            tokens.add(new Token(bytes(" \""), 0.99, Map.of(boxed(bytes("\"")), 0.005)));
        }
        label(tokens, probabilities, chosen, lead, cut);
        for (Token token : plain(rest)) {
            tokens.add(token);
        }
        return tokens;
    }

    private static void label(List<Token> tokens, Map<String, Double> probabilities, String chosen, String lead, Cut cut) {
        Map<String, List<byte[]>> pieces = new LinkedHashMap<>();
        probabilities.keySet().forEach(label -> pieces.put(label, pieces(label, cut)));
        List<byte[]> path = pieces.get(chosen);
        for (int i = 0; i < path.size(); i++) {
            int at = i;
            Map<List<Byte>, Double> next = new LinkedHashMap<>();
            double all = 0;
            for (Map.Entry<String, List<byte[]>> e : pieces.entrySet()) {
                if (follows(e.getValue(), path, at)) {
                    all += probabilities.get(e.getKey());
                }
            }
            for (Map.Entry<String, List<byte[]>> e : pieces.entrySet()) {
                if (follows(e.getValue(), path, at)) {
                    double p = probabilities.get(e.getKey()) / all * (i == 0 ? 1 - ELSEWHERE : 0.999);
                    byte[] piece = i == 0 ? plus(bytes(lead), e.getValue().get(at)) : e.getValue().get(at);
                    double other = i == 0 ? p * OTHER_CASE : 0;
                    next.merge(boxed(piece), p - other, Double::sum);
                    if (other > 0) {
                        next.merge(boxed(swapped(piece)), other, Double::sum);
                    }
                }
            }
            List<Byte> took = boxed(i == 0 ? plus(bytes(lead), path.get(i)) : path.get(i));
            double p = next.remove(took);
            for (int j = 0; i == 0 && j < JUNK.length; j++) {
                next.putIfAbsent(boxed(bytes(JUNK[j])), ELSEWHERE / 2 / (1 << Math.min(j, 16)));
            }
            tokens.add(new Token(unboxed(took), p, next));
        }
    }

    /** Whether the label's tokens go the chosen way up to this one, and on. */
    private static boolean follows(List<byte[]> label, List<byte[]> path, int at) {
        if (label.size() <= at) {
            return false;
        }
        for (int i = 0; i < at; i++) {
            if (!Arrays.equals(label.get(i), path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** With the closing quote as the last one. */
    private static List<byte[]> pieces(String label, Cut cut) {
        String quoted = Json.createValue(label).toString();
        String text = quoted.substring(1, quoted.length() - 1);
        List<byte[]> pieces = new ArrayList<>();
        if (cut == Cut.BYTES) {
            for (byte b : bytes(text)) {
                pieces.add(new byte[] {b});
            }
        } else {
            int length = cut == Cut.LETTERS ? 1 : 4;
            for (int i = 0; i < text.length(); i += length) {
                pieces.add(bytes(text.substring(i, Math.min(text.length(), i + length))));
            }
        }
        pieces.add(bytes("\""));
        return pieces;
    }

    private static byte[] swapped(byte[] piece) {
        String text = new String(piece, StandardCharsets.UTF_8);
        String small = text.toLowerCase(Locale.ROOT);
        return bytes(small.equals(text) ? text.toUpperCase(Locale.ROOT) : small);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] plus(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }

    private static byte[] unboxed(List<Byte> list) {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = list.get(i);
        }
        return bytes;
    }
}
