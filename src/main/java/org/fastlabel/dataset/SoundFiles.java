package org.fastlabel.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.MediaSource.Original;
import org.fastlabel.dataset.MediaSource.SoundFile;
import org.fastlabel.media.audio.AudioReading;
import org.fastlabel.media.audio.Spectrogram;
import org.fastlabel.media.image.PngWriter;
import org.fastlabel.media.image.Raster;

/** Files as sounds, seen as spectrograms; what a file is, is decided by its content. Safe from any thread. */
final class SoundFiles implements FileReading {

    private static final int KEPT = 10_000;

    /** Lengths of the files that were asked for last; guarded by itself. */
    private final Map<Path, Double> lengths = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Double> eldest) {
            return size() > KEPT;
        }
    };

    @Override
    public MediaKind kind() {
        return MediaKind.AUDIO;
    }

    @Override
    public Raster image(Path file) {
        return Spectrogram.picture(file);
    }

    @Override
    public List<Raster> views(Path file) {
        return Spectrogram.views(AudioReading.windows(file, Spectrogram.WINDOW_SECONDS, Spectrogram.MAX_WINDOWS));
    }

    /** The spectrogram; the sound itself is {@link #sound}. */
    @Override
    public Original original(Path file) {
        return new Original("image/png", PngWriter.write(image(file)));
    }

    @Override
    public SoundFile sound(Path file) {
        return new SoundFile(file, AudioReading.format(file).mediaType());
    }

    @Override
    public double durationSeconds(Path file) {
        synchronized (lengths) {
            Double known = lengths.get(file);
            if (known != null) {
                return known;
            }
        }
        double seconds = read(file);
        synchronized (lengths) {
            lengths.put(file, seconds);
        }
        return seconds;
    }

    private static double read(Path file) {
        try {
            return AudioReading.durationSeconds(file);
        } catch (InvalidInput e) {
            return Double.NaN;
        }
    }
}
