package org.fastlabel.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.Raster;

/** All sounds below a folder: files that end in wav, mp3, flac or ogg, in any case. Otherwise as {@link FolderSource}. */
public final class AudioFolderSource implements MediaSource {

    private final SourceSpec.AudioFolder spec;
    private final FileReading reading = new SoundFiles();
    private final ItemFiles files;
    private final List<String> keys;

    private AudioFolderSource(SourceSpec.AudioFolder spec, Path root, List<String> keys) {
        this.spec = spec;
        files = new ItemFiles(root);
        this.keys = keys;
    }

    /**
     * Looks through the folder. It may turn out to hold no sound.
     *
     * @throws InvalidInput as {@link FolderSource#open}
     */
    public static AudioFolderSource open(SourceSpec.AudioFolder spec) {
        if (!Files.isDirectory(spec.path())) {
            throw new InvalidInput("no-such-folder", "There is no such folder, or it may not be read.");
        }
        try {
            Path root = spec.path().toRealPath();
            return new AudioFolderSource(spec, root, FolderScan.keys(root, FolderScan.MAX_ITEMS, FolderScan.SOUNDS));
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
        return reading.kind();
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public Raster image(String key) {
        return reading.image(files.file(key));
    }

    @Override
    public List<Raster> views(String key) {
        return reading.views(files.file(key));
    }

    @Override
    public Original original(String key) {
        return reading.original(files.file(key));
    }

    @Override
    public SoundFile sound(String key) {
        return reading.sound(files.file(key));
    }

    @Override
    public double durationSeconds(String key) {
        try {
            return reading.durationSeconds(files.file(key));
        } catch (InvalidInput e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
