package org.fastlabel.labeling.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.TooLarge;

/**
 * A file of labels, read as a whole: what this program exports (JSON, JSON Lines, CSV), Label Studio's JSON, or any CSV with a
 * column for the item and one for the label. What it is, is decided by its content.
 *
 * @param entries    the labels it states
 * @param unlabelled items that it names without a label
 */
record LabelFile(List<LabelEntry> entries, int unlabelled) {

    /** As large as a file may be: labels of some 500,000 items. */
    static final int MAX_BYTES = 32 << 20;
    static final int MAX_ENTRIES = 2_000_000;

    /**
     * @throws InvalidInput with code {@code bad-label-file}, saying where it is at fault, or {@code no-labels} when there are none
     * @throws TooLarge above {@link #MAX_BYTES}
     */
    static LabelFile read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new TooLarge("body-too-large", "A file of labels may have at most " + (MAX_BYTES >> 20)
                    + " MB; send it in several parts.");
        }
        String text = text(bytes).strip();
        if (text.isEmpty()) {
            throw bad("the file is empty");
        }
        char first = text.charAt(0);
        LabelFile file = first == '[' || first == '{' ? JsonLabels.read(text) : CsvLabels.read(text);
        if (file.entries.isEmpty()) {
            throw new InvalidInput("no-labels", "The file has no label in it"
                    + (file.unlabelled > 0 ? "; " + file.unlabelled + " items stand there without one." : "."));
        }
        return file;
    }

    /** UTF-8, or UTF-16 with a byte order mark. */
    private static String text(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        Charset charset = mark == 0xfffe ? StandardCharsets.UTF_16LE : mark == 0xfeff ? StandardCharsets.UTF_16BE
                : StandardCharsets.UTF_8;
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') >= 0) {
                throw bad("it holds bytes that no text has");
            }
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw bad("it is no UTF-8 text. Save it as UTF-8 and send it again");
        }
    }

    static InvalidInput bad(String what) {
        return new InvalidInput("bad-label-file", "The labels cannot be read: " + what + ".");
    }

    static void checkCount(int entries) {
        if (entries > MAX_ENTRIES) {
            throw bad("there are more than " + MAX_ENTRIES + " of them");
        }
    }
}
