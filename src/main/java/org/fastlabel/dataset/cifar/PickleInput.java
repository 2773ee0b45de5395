package org.fastlabel.dataset.cifar;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fastlabel.dataset.cifar.Pickle.Blob;

/** The bytes of a pickle with their position. Every length is held against what is left of the file before anything is made for it. */
final class PickleInput implements AutoCloseable {

    /** Longer byte strings stay in the file. */
    private static final int MAX_TEXT = 3_000;
    private static final int MAX_ALL_TEXT = 16 << 20;
    private static final int MAX_LINE = 1 << 16;

    private final InputStream in;
    private final long size;
    private long position;
    private int text;

    PickleInput(Path file) throws IOException {
        size = Files.size(file);
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    int read() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the pickle is cut");
        }
        position++;
        return b;
    }

    /** A little-endian number of 1 to 8 bytes without a sign; eight bytes may come out negative, which no length may be. */
    long unsigned(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) read() << 8 * i;
        }
        return value;
    }

    int signed32() throws IOException {
        return (int) unsigned(4);
    }

    /** @return text, or a {@link Blob} when it is long; {@code unicode} text must not be */
    Object string(long length, Charset charset) throws IOException, PickleReader.Refused {
        if (length < 0 || length > size - position) {
            throw new PickleReader.Refused("it declares a string of " + length + " bytes, but only " + (size - position) + " follow");
        }
        if (length > MAX_TEXT) {
            if (charset.equals(StandardCharsets.UTF_8)) {
                throw new PickleReader.Refused(PickleReader.NO_PLAIN_BYTES);
            }
            Blob blob = new Blob(position, length);
            in.skipNBytes(length);
            position += length;
            return blob;
        }
        count(length);
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("the pickle is cut");
        }
        position += length;
        return new String(bytes, charset);
    }

    /** Up to the end of the line, which is left out. */
    String line() throws IOException, PickleReader.Refused {
        StringBuilder line = new StringBuilder();
        for (int b = read(); b != '\n'; b = read()) {
            if (line.length() == MAX_LINE) {
                throw new PickleReader.Refused(PickleReader.NO_PLAIN_BYTES);
            }
            line.append((char) b);
        }
        count(line.length());
        return line.toString();
    }

    private void count(long length) throws PickleReader.Refused {
        text += (int) length;
        if (text > MAX_ALL_TEXT) {
            throw new PickleReader.Refused("it holds more text than such a file ever does");
        }
    }

    void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            read();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
