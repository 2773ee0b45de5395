package org.fastlabel.dataset.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.fastlabel.api.InvalidInput;

/**
 * A text file as UTF-8: the file itself, or, when it is written otherwise, a copy in the cache.
 *
 * @param start  where the text begins, after a byte order mark
 * @param notice what the person should know, or null
 */
record Utf8File(Path path, long start, String notice) {

    private static final long MAX_BYTES = 4L << 30;

    /**
     * Looks through the whole file.
     *
     * @param cacheDir created when a copy is needed
     * @throws InvalidInput with code {@code no-such-table}, {@code too-large-table}, {@code empty-table} or {@code not-text}
     */
    static Utf8File of(Path file, Path cacheDir) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new InvalidInput("no-such-table", "There is no such file, or it may not be read.");
            }
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new InvalidInput("too-large-table", "The file is larger than 4 GB; split it.");
            }
            if (size == 0) {
                throw new InvalidInput("empty-table", "The file is empty.");
            }
            Encoding encoding;
            try (InputStream in = Files.newInputStream(file)) {
                encoding = Encoding.of(in);
            }
            if (encoding.charset().equals(StandardCharsets.UTF_8)) {
                return new Utf8File(file, encoding.bom(), null);
            }
            return new Utf8File(copy(file, encoding, cacheDir), 0, encoding.guessed() ? "The file is not in UTF-8; it was read as "
                    + "Windows-1252 (Western European). If letters look wrong, save it as UTF-8 and open it again." : null);
        } catch (IOException e) {
            throw new InvalidInput("no-such-table", "The file cannot be read, or the disk is full.", e);
        }
    }

    /** The text from its beginning. */
    InputStream stream() throws IOException {
        InputStream in = Files.newInputStream(path);
        in.skipNBytes(start);
        return in;
    }

    /** The first bytes of the text. */
    byte[] head(int most) throws IOException {
        try (InputStream in = stream()) {
            return in.readNBytes(most);
        }
    }

    private static Path copy(Path file, Encoding encoding, Path cacheDir) throws IOException {
        String place = UUID.nameUUIDFromBytes(file.toUri().toString().getBytes(StandardCharsets.UTF_8)) + "-";
        Path copy = cacheDir.resolve(place + Files.size(file) + "-" + Files.getLastModifiedTime(file).toMillis() + ".utf8");
        Files.createDirectories(cacheDir);
        // Written anew each time: a file that was changed within one tick of its clock would keep its name.
        Path unfinished = Files.createTempFile(cacheDir, "table", ".tmp");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.skipNBytes(encoding.bom());
            try (Reader reader = new InputStreamReader(in, encoding.charset());
                    Writer writer = new OutputStreamWriter(Files.newOutputStream(unfinished), StandardCharsets.UTF_8)) {
                reader.transferTo(writer);
            }
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        try (DirectoryStream<Path> others = Files.newDirectoryStream(cacheDir, place + "*.utf8")) {
            for (Path other : others) {
                if (!other.equals(copy)) {
                    Files.deleteIfExists(other);
                }
            }
        }
        return copy;
    }
}
