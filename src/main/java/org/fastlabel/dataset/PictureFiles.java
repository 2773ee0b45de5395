package org.fastlabel.dataset;

import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.MediaSource.Original;
import org.fastlabel.dataset.MediaSource.SoundFile;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.ImageReading.Limits;
import org.fastlabel.media.image.Raster;

/** Files as pictures; what a file is, is decided by its content. */
final class PictureFiles implements FileReading {

    @Override
    public MediaKind kind() {
        return MediaKind.IMAGE;
    }

    @Override
    public Raster image(Path file) {
        return ImageReading.read(ImageReading.bytes(file, Limits.DEFAULT), Limits.DEFAULT);
    }

    @Override
    public List<Raster> views(Path file) {
        return List.of(image(file));
    }

    @Override
    public Original original(Path file) {
        byte[] bytes = ImageReading.bytes(file, Limits.DEFAULT);
        // Also a browser that shows a bomb would suffer.
        return new Original(ImageReading.formatWithin(bytes, Limits.DEFAULT).mediaType(), bytes);
    }

    @Override
    public SoundFile sound(Path file) {
        throw new NotFound("no-sound", "The items of this data set are no sounds.");
    }

    @Override
    public double durationSeconds(Path file) {
        return Double.NaN;
    }
}
