package org.fastlabel.dataset;

import java.nio.file.Path;
import java.util.List;

/** All sounds below a folder: files that end in wav, mp3, flac or ogg, in any case. Otherwise as {@link FolderSource}. */
public final class AudioFolderSource extends FileSource {

    private AudioFolderSource(SourceSpec.AudioFolder spec, Path root, List<String> keys) {
        super(spec, new ItemFiles(root), new SoundFiles(), keys);
    }

    /**
     * Looks through the folder. It may turn out to hold no sound.
     *
     * @throws org.fastlabel.api.InvalidInput as {@link FolderSource#open}
     */
    public static AudioFolderSource open(SourceSpec.AudioFolder spec) {
        Path root = root(spec.path());
        return new AudioFolderSource(spec, root, FolderScan.keys(root, FolderScan.MAX_ITEMS, FolderScan.SOUNDS));
    }
}
