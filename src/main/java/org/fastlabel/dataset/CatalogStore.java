package org.fastlabel.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the {@link Catalog} of a data set in a file {@code keys.txt}: the line number (from 0) is the id, UTF-8, a backslash and a
 * line break inside a key are escaped. It only ever grows; a line that a crash left unfinished is cut off.
 */
public final class CatalogStore {

    private static final String FILE = "keys.txt";

    private CatalogStore() {
    }

    /**
     * Reads the ids given so far and gives new ones to keys without; they are on the disk when this returns.
     *
     * @param dir  belongs to one data set; created when missing
     * @param keys what is there now, in the order in which new ids are to be given
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public static synchronized Catalog open(Path dir, List<String> keys) {
        try {
            Files.createDirectories(dir);
            try (FileChannel file = FileChannel.open(dir.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE); var lock = file.lock()) {
                List<String> known = read(file);
                append(file, known, keys);
                return new Catalog(known, keys);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the catalog of a data set cannot be kept", e);
        }
    }

    private static List<String> read(FileChannel file) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(file.size())];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && file.read(buffer) >= 0) {
            // Until it is full.
        }
        List<String> keys = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                keys.add(unescaped(new String(bytes, start, i - start, StandardCharsets.UTF_8)));
                start = i + 1;
            }
        }
        file.truncate(start);
        file.position(start);
        return keys;
    }

    private static void append(FileChannel file, List<String> known, List<String> keys) throws IOException {
        Set<String> distinct = new HashSet<>(known);
        StringBuilder lines = new StringBuilder();
        for (String key : keys) {
            // As it will be read back: a name on Windows may hold what UTF-8 cannot say.
            String stored = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            if (distinct.add(stored)) {
                known.add(stored);
                lines.append(escaped(stored)).append('\n');
            }
        }
        if (lines.length() > 0) {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }

    private static String escaped(String key) {
        return key.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescaped(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder key = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                c = line.charAt(i) == 'n' ? '\n' : line.charAt(i);
            }
            key.append(c);
        }
        return key.toString();
    }
}
