package org.fastlabel.dataset;

import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.MediaSource.Original;
import org.fastlabel.dataset.MediaSource.SoundFile;
import org.fastlabel.media.image.Raster;

/** Files as sounds. */
final class SoundFiles implements FileReading {

    @Override
    public MediaKind kind() {
        return MediaKind.AUDIO;
    }

    @Override
    public Raster image(Path file) {
        throw new NotFound("no-picture", "interim");
    }

    @Override
    public List<Raster> views(Path file) {
        return List.of(image(file));
    }

    @Override
    public Original original(Path file) {
        throw new NotFound("no-picture", "interim");
    }

    @Override
    public SoundFile sound(Path file) {
        return new SoundFile(file, "audio/wav");
    }

    @Override
    public double durationSeconds(Path file) {
        return Double.NaN;
    }
}
