package org.fastlabel.dataset;

import java.nio.file.Path;
import java.util.List;
import org.fastlabel.dataset.MediaSource.Original;
import org.fastlabel.dataset.MediaSource.SoundFile;
import org.fastlabel.media.image.Raster;

/** Reads one file as an item; the methods are those of {@link MediaSource}. Stateless: safe from any thread. */
interface FileReading {

    MediaKind kind();

    Raster image(Path file);

    List<Raster> views(Path file);

    Original original(Path file);

    SoundFile sound(Path file);

    double durationSeconds(Path file);
}
