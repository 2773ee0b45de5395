package org.fastlabel.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.SourceSpec.Text;
import org.fastlabel.dataset.table.Encoding;
import org.fastlabel.media.image.Raster;

/** Each {@code txt} and {@code md} file below a folder as one text. Keys and what is left out are as in a {@link FolderSource}. */
final class TextFolderSource implements MediaSource {

    private static final int MAX_BYTES = 4 << 20;

    private final Text spec;
    private final ItemFiles files;
    private final List<String> keys;

    private TextFolderSource(Text spec, ItemFiles files, List<String> keys) {
        this.spec = spec;
        this.files = files;
        this.keys = keys;
    }

    /** @throws InvalidInput with code {@code no-such-folder}, {@code too-many-items}, or {@code no-such-column} when one was named */
    static TextFolderSource open(Text spec) {
        if (spec.textColumn() != null || spec.labelColumn() != null) {
            throw new InvalidInput("no-such-column", "A folder of texts has no columns; give the path of a table, or name no column.");
        }
        try {
            Path root = spec.path().toRealPath();
            return new TextFolderSource(spec, new ItemFiles(root), FolderScan.keys(root, FolderScan.MAX_ITEMS, FolderScan.TEXTS));
        } catch (IOException e) {
            throw new InvalidInput("no-such-folder", "The folder cannot be read.", e);
        }
    }

    @Override
    public SourceSpec spec() {
        return spec;
    }

    @Override
    public MediaKind kind() {
        return MediaKind.TEXT;
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public String text(String key) {
        try (InputStream in = Files.newInputStream(files.file(key))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InvalidInput("unreadable-item", "The text is larger than 4 MB.");
            }
            String text = Encoding.clean(Encoding.decode(bytes));
            if (text.isBlank()) {
                throw new InvalidInput("unreadable-item", "The file is empty.");
            }
            return text;
        } catch (IOException e) {
            throw new InvalidInput("unreadable-item", "The file is no longer there, or may not be read.", e);
        } catch (InvalidInput e) {
            throw e.code().equals("not-text") ? new InvalidInput("unreadable-item", e.getMessage(), e) : e;
        }
    }

    @Override
    public Raster image(String key) {
        throw new NotFound("no-picture", "The items of this data set are texts.");
    }

    @Override
    public Original original(String key) {
        throw new NotFound("no-picture", "The items of this data set are texts.");
    }

    @Override
    public Stamp stamp(String key) {
        return Stamp.of(files.file(key));
    }

    @Override
    public long contentHash(String key) {
        return ContentHash.of(files.file(key));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
