package org.fastlabel.hub.ollama;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Pieces of UTF-8: a token may end in the middle of a character. */
final class Bytes {

    private Bytes() {
    }

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] plus(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    static byte[] joined(List<Token> tokens) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        tokens.forEach(token -> all.writeBytes(token.bytes()));
        return all.toByteArray();
    }

    static boolean begins(byte[] whole, byte[] start) {
        return whole.length >= start.length && Arrays.equals(whole, 0, start.length, start, 0, start.length);
    }

    /** Where the part stands last in the whole: what a model thinks aloud comes before its answer. -1 when nowhere. */
    static int find(byte[] whole, byte[] part) {
        for (int i = whole.length - part.length; i >= 0; i--) {
            if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }

    static byte[] from(byte[] bytes, int start) {
        return Arrays.copyOfRange(bytes, Math.min(start, bytes.length), bytes.length);
    }

    static boolean blank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    static byte[] stripped(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && blank(bytes[start])) {
            start++;
        }
        return from(bytes, start);
    }

    /** A to Z in small letters. */
    static byte[] folded(byte[] bytes) {
        byte[] small = bytes.clone();
        for (int i = 0; i < small.length; i++) {
            if (small[i] >= 'A' && small[i] <= 'Z') {
                small[i] += 'a' - 'A';
            }
        }
        return small;
    }
}
