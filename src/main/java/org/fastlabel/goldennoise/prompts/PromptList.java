package org.fastlabel.goldennoise.prompts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.table.Encoding;

/**
 * The prompts of a file, each once, in its order, on one line and without control characters.
 *
 * @param rows       entries of the file
 * @param duplicates entries that repeat an earlier one
 * @param empty      entries without a word
 * @param skipped    the first twenty of those that cannot be used
 */
public record PromptList(List<String> prompts, int rows, int duplicates, int empty, List<Skipped> skipped) {

    /** As many as one session may have. */
    public static final int MAX_PROMPTS = 100_000;
    /** Characters of a prompt; the longest context of a text encoder is 512 tokens. */
    public static final int MAX_LENGTH = 2_000;
    private static final int MOST_SKIPPED = 20;

    /** @param line of the file, or the entry's number in a list; from 1 */
    public record Skipped(int line, String reason) {
    }

    /** Gathers entries. */
    static final class Builder {

        private final Set<String> prompts = new LinkedHashSet<>();
        private final List<Skipped> skipped = new ArrayList<>();
        private int rows;
        private int duplicates;
        private int empty;

        void add(int line, String text) {
            rows++;
            String prompt = clean(text);
            if (prompt.isEmpty()) {
                empty++;
            } else if (prompt.length() > MAX_LENGTH) {
                note(line, "is longer than " + MAX_LENGTH + " characters (it has " + prompt.length() + ")");
            } else if (!prompts.add(prompt)) {
                duplicates++;
            } else if (prompts.size() > MAX_PROMPTS) {
                throw tooMany("more than " + MAX_PROMPTS);
            }
        }

        void skip(int line, String reason) {
            rows++;
            note(line, reason);
        }

        private void note(int line, String reason) {
            if (skipped.size() < MOST_SKIPPED) {
                skipped.add(new Skipped(line, reason));
            }
        }

        /** @throws InvalidInput with code {@code no-prompts} when there is none */
        PromptList build() {
            if (prompts.isEmpty()) {
                throw new InvalidInput("no-prompts", skipped.isEmpty() ? "There is no prompt in it."
                        : "There is no prompt that can be used: entry " + skipped.get(0).line() + " " + skipped.get(0).reason() + ".");
            }
            return new PromptList(List.copyOf(prompts), rows, duplicates, empty, List.copyOf(skipped));
        }
    }

    static InvalidInput tooMany(String how) {
        return new InvalidInput("too-many-prompts", "There are " + how + " prompts; a session takes at most " + MAX_PROMPTS
                + ". Split the list.");
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(Encoding.clean(text).replaceAll("[\\r\\n\\t]+", " ").strip());
        for (int i = 0; i < clean.length(); i++) {
            boolean pair = Character.isHighSurrogate(clean.charAt(i)) && i + 1 < clean.length()
                    && Character.isLowSurrogate(clean.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(clean.charAt(i))) {
                clean.setCharAt(i, '\ufffd');
            }
        }
        return clean.toString();
    }

    /** Prompts as they were typed, or sent one by one. */
    public static PromptList of(List<String> texts) {
        Builder list = new Builder();
        for (int i = 0; i < texts.size(); i++) {
            list.add(i + 1, texts.get(i));
        }
        return list.build();
    }
}
