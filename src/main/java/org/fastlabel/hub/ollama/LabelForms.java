package org.fastlabel.hub.ollama;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How the labels look inside an answer's JSON: as they are and escaped, with the quote that ends them, whatever the case of their letters. */
final class LabelForms {

    private final List<List<byte[]>> forms = new ArrayList<>();
    private final boolean folds;

    LabelForms(List<String> labels) {
        Set<String> small = new HashSet<>();
        labels.forEach(label -> small.add(new String(Bytes.folded(Bytes.of(label)), StandardCharsets.UTF_8)));
        folds = small.size() == labels.size();
        for (String label : labels) {
            String quoted = Json.createValue(label).toString().substring(1);
            forms.add(List.of(form(quoted), form(ascii(quoted))));
        }
    }

    private byte[] form(String text) {
        return folds ? Bytes.folded(Bytes.of(text)) : Bytes.of(text);
    }

    private static String ascii(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(c < 128 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return escaped.toString();
    }

    int count() {
        return forms.size();
    }

    Set<Integer> all() {
        Set<Integer> all = new TreeSet<>();
        for (int l = 0; l < forms.size(); l++) {
            all.add(l);
        }
        return all;
    }

    /** Which of these labels the text of a value, as far as it goes, can be. */
    Set<Integer> leads(byte[] value, Set<Integer> among) {
        byte[] said = folds ? Bytes.folded(value) : value;
        Set<Integer> leads = new TreeSet<>();
        for (int l : among) {
            if (forms.get(l).stream().anyMatch(form -> Bytes.begins(form, said) || Bytes.begins(said, form))) {
                leads.add(l);
            }
        }
        return leads;
    }

    /**
     * What a token that could stand in the first place says of the label's text.
     *
     * @param lead what the token that does stand there has before the label: nothing, or quote, colon and blanks fused with it
     * @return the beginning of the label's text, empty when the token ends before it; null when it leads to no label
     */
    byte[] value(byte[] lead, byte[] option) {
        int at = 0;
        for (byte wanted : lead) {
            if (Bytes.blank(wanted)) {
                continue;
            }
            while (at < option.length && Bytes.blank(option[at])) {
                at++;
            }
            if (at == option.length) {
                return new byte[0];
            }
            if (option[at] != wanted) {
                at = -1;
                break;
            }
            at++;
        }
        if (at >= 0) {
            byte[] value = Bytes.stripped(Bytes.from(option, at));
            if (!leads(value, all()).isEmpty()) {
                return value;
            }
        }
        // A label without its quote, or with one too many.
        byte[] bare = Bytes.stripped(option);
        if (bare.length > 1 && bare[0] == '"') {
            bare = Bytes.from(bare, 1);
        }
        return bare.length == 0 || leads(bare, all()).isEmpty() ? null : bare;
    }
}
