package org.fastlabel.clip;

import java.util.Locale;

/** What SigLIP's reference processors do to a text before it is cut into tokens. */
final class SiglipTexts {

    private SiglipTexts() {
    }

    /** Small letters, no punctuation of ASCII, single spaces: the first SigLIP. */
    static String canonical(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[!-/:-@\\[-`{-~]", "").replaceAll("(?U)[\\s\\x1c-\\x1f]+", " ").strip();
    }

    /** Small letters, each for itself, so that a sigma is the same at the end of a word: SigLIP 2. */
    static String lowerCase(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.append(Character.toString(c).toLowerCase(Locale.ROOT)));
        return out.toString();
    }
}
