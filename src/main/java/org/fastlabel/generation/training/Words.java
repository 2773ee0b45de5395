package org.fastlabel.generation.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fastlabel.generation.truth.Slot;

/** The words of the prompt language, and two tokenizers that know each of them as one token and spell out all others. */
final class Words {

    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final String WORD_END = "</w>";
    private static final int LETTER = -10;

    /** In a fixed order: ids depend on it. */
    static final List<String> ALL = all();

    private Words() {
    }

    private static List<String> all() {
        Set<String> words = new LinkedHashSet<>(List.of("a", "and", "with", "in", "on", "of", "front", "left", "right", "above", "below",
                "wall", "background", "hat", "hair", "glasses", "beard", "smiling", "serious", "woman", "man"));
        words.addAll(Slot.COLORS);
        words.addAll(Slot.HAIR);
        words.addAll(Slot.NUMBERS);
        Slot.SHAPES.forEach(shape -> {
            words.add(shape);
            words.add(shape + (shape.equals("cross") ? "es" : "s"));
        });
        return List.copyOf(words);
    }

    /** A {@code tokenizer.json} of the kind of T5's: unigram pieces, an end token behind the text. */
    static JsonObject t5() {
        JsonArray pieces = new JsonArray();
        List.of("<pad>", "</s>", "<unk>").forEach(token -> pieces.add(piece(token, 0)));
        ALL.forEach(word -> pieces.add(piece("▁" + word, -1)));
        pieces.add(piece("▁", LETTER));
        for (char c = '!'; c <= '~'; c++) {
            if (!Character.isUpperCase(c)) {
                pieces.add(piece(String.valueOf(c), c == ',' ? -1 : LETTER));
            }
        }
        JsonObject json = JsonParser.parseString("""
                {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
                 "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Lowercase"}]},
                 "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"},
                   {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}]},
                 "post_processor": {"type": "TemplateProcessing",
                   "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                   "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}},
                     {"Sequence": {"id": "B", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                   "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
                 "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
                 "model": {"type": "Unigram", "unk_id": 2, "byte_fallback": false}}""").getAsJsonObject();
        for (int id = 0; id < 3; id++) {
            JsonObject added = JsonParser.parseString("{\"single_word\": false, \"lstrip\": false, \"rstrip\": false,"
                    + " \"normalized\": false, \"special\": true}").getAsJsonObject();
            added.addProperty("id", id);
            added.add("content", pieces.get(id).getAsJsonArray().get(0));
            json.getAsJsonArray("added_tokens").add(added);
        }
        json.getAsJsonObject("model").add("vocab", pieces);
        return json;
    }

    private static JsonArray piece(String text, double score) {
        JsonArray piece = new JsonArray();
        piece.add(text);
        piece.add(score);
        return piece;
    }

    /** CLIP's byte-pair encoding, learned from the words alone until each is one token. @return pairs, first the most frequent */
    static List<String> merges() {
        List<String> merges = new ArrayList<>();
        List<List<String>> cut = new ArrayList<>();
        for (String word : ALL) {
            List<String> parts = new ArrayList<>(List.of(word.split("")));
            parts.set(parts.size() - 1, parts.get(parts.size() - 1) + WORD_END);
            cut.add(parts);
        }
        while (true) {
            Map<String, Integer> counts = new TreeMap<>();
            for (List<String> parts : cut) {
                for (int i = 0; i + 1 < parts.size(); i++) {
                    counts.merge(parts.get(i) + " " + parts.get(i + 1), 1, Integer::sum);
                }
            }
            if (counts.isEmpty()) {
                return merges;
            }
            String best = counts.entrySet().stream().max(Map.Entry.<String, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder()))).orElseThrow().getKey();
            merges.add(best);
            cut.forEach(parts -> merge(parts, best));
        }
    }

    private static void merge(List<String> parts, String pair) {
        for (int i = 0; i + 1 < parts.size(); i++) {
            if ((parts.get(i) + " " + parts.get(i + 1)).equals(pair)) {
                parts.set(i, parts.get(i) + parts.remove(i + 1));
            }
        }
    }

    /** CLIP's {@code vocab.json}: each byte, alone and at the end of a word, the merged pairs, start and end. */
    static JsonObject clip() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        List<String> bytes = bytes();
        bytes.forEach(b -> ids.put(b, ids.size()));
        bytes.forEach(b -> ids.put(b + WORD_END, ids.size()));
        merges().forEach(pair -> ids.put(pair.replace(" ", ""), ids.size()));
        ids.put(START, ids.size());
        ids.put(END, ids.size());
        JsonObject json = new JsonObject();
        ids.forEach(json::addProperty);
        return json;
    }

    /** A visible character for each byte, as GPT-2 chose them: itself where it is visible, else one from U+0100 on. */
    private static List<String> bytes() {
        List<String> visible = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (char b = 0; b < 256; b++) {
            if (b >= '!' && b <= '~' || b >= '¡' && b <= '¬' || b >= '®') {
                visible.add(String.valueOf(b));
            } else {
                others.add(String.valueOf((char) (256 + others.size())));
            }
        }
        visible.addAll(others);
        return visible;
    }
}
