package org.fastlabel.goldennoise.prompts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.fastlabel.dataset.table.Encoding;

/**
 * The text of a file: by its byte order mark, else UTF-8 where every byte fits, else UTF-16 where every second byte of it is zero, else
 * GB18030 where its high bytes come in pairs as Chinese letters' do, else Windows-1252.
 */
final class PromptText {

    private static final Charset CHINESE = Charset.forName("GB18030");

    private PromptText() {
    }

    /** @throws org.fastlabel.api.InvalidInput with code {@code not-text} */
    static String decode(byte[] bytes) {
        Charset wide = wide(bytes);
        if (wide != null) {
            return new String(bytes, wide);
        }
        try {
            boolean guessed = Encoding.of(new ByteArrayInputStream(bytes)).guessed();
            return guessed && chinese(bytes) ? new String(bytes, CHINESE) : Encoding.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** UTF-16 without a mark: the zeros of Latin letters all lie at even or all at odd places. Null when it is not. */
    private static Charset wide(byte[] bytes) {
        boolean marked = bytes.length > 1 && (bytes[0] & bytes[1]) == (byte) 0xFE && bytes[0] != bytes[1];
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
        }
        boolean mostly = !marked && bytes.length % 2 == 0 && (zeros[0] + zeros[1]) * 5 > bytes.length && Math.min(zeros[0], zeros[1]) == 0;
        return mostly ? zeros[0] > 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE : null;
    }

    /**
     * GB18030 takes nearly every text of Windows-1252 too, with letters that nobody writes. What people write in Chinese is almost all
     * of GB 2312, whose two bytes are both above 0xA0; two such letters in a row are rare in Western texts.
     */
    private static boolean chinese(byte[] bytes) {
        try {
            CHINESE.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            return false;
        }
        int pairs = 0;
        int others = 0;
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & 255) > 0x80) {
                boolean pair = i + 1 < bytes.length && (bytes[i] & 255) > 0xA0 && (bytes[i + 1] & 255) > 0xA0;
                pairs += pair ? 1 : 0;
                others += pair ? 0 : 1;
                i++;
            }
        }
        return pairs > 0 && pairs >= 9 * others;
    }
}
