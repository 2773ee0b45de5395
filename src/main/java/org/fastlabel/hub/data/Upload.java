package org.fastlabel.hub.data;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.Settings;
import org.fastlabel.api.TooLarge;
import org.fastlabel.dataset.table.Encoding;
import org.fastlabel.dataset.table.Table;

/** A file that was sent, in a folder of its own until it is closed. */
final class Upload implements AutoCloseable {

    static final long MOST_BYTES = 50L << 20;

    private final Path folder;
    private final Path file;
    private Table table;

    private Upload(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /** @param name as it was sent; only its ending is used: {@code .json}, {@code .jsonl}, {@code .ndjson}, else a table */
    static Upload of(String name, InputStream in) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Settings.home().resolve("tmp")), "hub-upload");
        String plain = name == null ? "" : name.toLowerCase(Locale.ROOT);
        String ending = plain.endsWith(".json") ? ".json" : plain.endsWith(".jsonl") || plain.endsWith(".ndjson") ? ".jsonl" : ".csv";
        Upload upload = new Upload(folder, folder.resolve("table" + ending));
        try {
            Files.copy(in, upload.file, StandardCopyOption.REPLACE_EXISTING);
            if (Files.size(upload.file) > MOST_BYTES) {
                throw new TooLarge("file-too-large", "The file has more than 50 MB; split it.");
            }
            return upload;
        } catch (IOException | RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    /**
     * Looks through the file.
     *
     * @throws InvalidInput as {@link Table#open}
     */
    Table table() throws IOException {
        Path readable = file;
        if (file.toString().endsWith(".json") && array()) {
            readable = folder.resolve("lines.jsonl");
            lines(readable);
        }
        table = Table.open(readable, folder);
        return table;
    }

    private Encoding encoding() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Encoding.of(in);
        }
    }

    private Reader reader() throws IOException {
        Encoding encoding = encoding();
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(encoding.bom());
        return new InputStreamReader(in, encoding.charset());
    }

    private boolean array() throws IOException {
        if (Files.size(file) == 0) {
            return false;
        }
        try (Reader reader = reader()) {
            int c = reader.read();
            while (c >= 0 && Character.isWhitespace(c)) {
                c = reader.read();
            }
            return c == '[';
        }
    }

    /** An array as one object on each line: tasks of Label Studio, and plain objects as well. */
    private void lines(Path to) throws IOException {
        try (Reader reader = reader(); JsonParser parser = Json.createParser(reader); Writer out = Files.newBufferedWriter(to)) {
            parser.next();
            Iterator<JsonValue> values = parser.getArrayStream().iterator();
            while (values.hasNext()) {
                out.write(values.next().toString());
                out.write('\n');
            }
        } catch (RuntimeException e) {
            // Broken in whatever way: the parser has several kinds, and none of its own for what is nested too deeply.
            throw new InvalidInput("bad-table", "The file is no JSON that can be read to its end: check its brackets, quotes and commas.", e);
        }
    }

    @Override
    public void close() {
        if (table != null) {
            table.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // The folder is below tmp; nothing depends on it.
            return;
        }
    }
}
