package org.fastlabel.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.Raster;

/** Items that are files, opened when they are asked for. */
abstract class FileSource implements MediaSource {

    private final SourceSpec spec;
    private final ItemFiles files;
    private final FileReading reading;
    private final List<String> keys;

    FileSource(SourceSpec spec, ItemFiles files, FileReading reading, List<String> keys) {
        this.spec = spec;
        this.files = files;
        this.reading = reading;
        this.keys = keys;
    }

    /**
     * The folder itself, links resolved.
     *
     * @throws InvalidInput with code {@code no-such-folder}
     */
    static Path root(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput("no-such-folder", "There is no such folder, or it may not be read.");
        }
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new InvalidInput("no-such-folder", "The folder cannot be read.", e);
        }
    }

    @Override
    public final SourceSpec spec() {
        return spec;
    }

    @Override
    public final MediaKind kind() {
        return reading.kind();
    }

    @Override
    public final List<String> keys() {
        return keys;
    }

    @Override
    public final Raster image(String key) {
        return reading.image(files.file(key));
    }

    @Override
    public final List<Raster> views(String key) {
        return reading.views(files.file(key));
    }

    @Override
    public final Original original(String key) {
        return reading.original(files.file(key));
    }

    @Override
    public final SoundFile sound(String key) {
        return reading.sound(files.file(key));
    }

    @Override
    public final double durationSeconds(String key) {
        try {
            return reading.durationSeconds(files.file(key));
        } catch (InvalidInput e) {
            return Double.NaN;
        }
    }

    @Override
    public final Stamp stamp(String key) {
        return Stamp.of(files.file(key));
    }

    @Override
    public final long contentHash(String key) {
        return ContentHash.of(files.file(key));
    }

    @Override
    public final void close() {
        // Nothing is open.
    }
}
