package org.fastlabel.dataset.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.fastlabel.api.InvalidInput;

/**
 * How a text file is written: by its byte order mark; without one UTF-8 when every byte fits, else Windows-1252 when it still
 * looks like text.
 *
 * @param bom bytes of the byte order mark, to be passed over
 */
public record Encoding(Charset charset, int bom) {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int BLOCK = 1 << 16;

    /**
     * Reads the stream to its end.
     *
     * @throws InvalidInput with code {@code not-text} when the bytes are no text
     */
    public static Encoding of(InputStream in) throws IOException {
        byte[] start = in.readNBytes(3);
        if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            return new Encoding(StandardCharsets.UTF_16LE, 2);
        }
        if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            return new Encoding(StandardCharsets.UTF_16BE, 2);
        }
        boolean marked = start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        Look look = new Look();
        look.take(start, start.length);
        byte[] block = new byte[BLOCK];
        for (int n = in.readNBytes(block, 0, BLOCK); n > 0; n = in.readNBytes(block, 0, BLOCK)) {
            look.take(block, n);
        }
        if (look.utf8() && look.controls * 4 <= look.bytes) {
            return new Encoding(StandardCharsets.UTF_8, marked ? 3 : 0);
        }
        if (look.nuls == 0 && look.controls * 50 <= look.bytes) {
            return new Encoding(WESTERN, 0);
        }
        throw new InvalidInput("not-text", "The file is no text in UTF-8, UTF-16 with a byte order mark, or Windows-1252. Save it "
                + "as UTF-8 and open it again.");
    }

    /** Decodes a whole file. @throws InvalidInput with code {@code not-text} */
    public static String decode(byte[] bytes) {
        try {
            Encoding e = of(new ByteArrayInputStream(bytes));
            return new String(bytes, e.bom, bytes.length - e.bom, e.charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this was a guess that the person should know of. */
    public boolean guessed() {
        return charset.equals(WESTERN);
    }

    /** Text without control characters: no NUL, no escape sequence; tabs and line breaks stay. */
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (control(text.charAt(i))) {
                StringBuilder clean = new StringBuilder(text);
                for (int j = i; j < clean.length(); j++) {
                    if (control(clean.charAt(j))) {
                        clean.setCharAt(j, ' ');
                    }
                }
                return clean.toString();
            }
        }
        return text;
    }

    private static boolean control(int c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == 0x7F;
    }

    /** What has been seen of the bytes so far. */
    private static final class Look {

        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        private final CharBuffer chars = CharBuffer.allocate(BLOCK + 8);
        private final ByteBuffer rest = ByteBuffer.allocate(BLOCK + 8);
        private boolean valid = true;
        private long bytes;
        private long controls;
        private long nuls;

        void take(byte[] block, int length) {
            bytes += length;
            for (int i = 0; i < length; i++) {
                int c = block[i] & 255;
                nuls += c == 0 ? 1 : 0;
                // The five that Windows-1252 leaves undefined are as unlikely in a text as control characters.
                boolean odd = control(c) || c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D;
                controls += odd ? 1 : 0;
            }
            if (valid) {
                rest.put(block, 0, length).flip();
                valid = !decoder.decode(rest, chars.clear(), false).isError();
                rest.compact();
            }
        }

        boolean utf8() {
            return valid && !decoder.decode(rest.flip(), chars.clear(), true).isError();
        }
    }
}
