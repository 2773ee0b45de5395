package org.fastlabel.dataset;

import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.NotFound;
import org.fastlabel.media.image.Raster;

/** One item that belongs to no data set, read as the items of a data set are; so a model judges it as it judges them. */
public final class SingleItem implements MediaSource {

    /** The one key. */
    public static final String KEY = "item";

    private final SourceSpec spec;
    private final FileReading reading;
    private final Path file;
    private final String text;

    private SingleItem(SourceSpec spec, FileReading reading, Path file, String text) {
        this.spec = spec;
        this.reading = reading;
        this.file = file;
        this.text = text;
    }

    /** A picture or a sound. @param like whose items it is to be read as; the file stays the caller's */
    public static SingleItem file(MediaSource like, Path file) {
        return new SingleItem(like.spec(), like.kind() == MediaKind.AUDIO ? new SoundFiles() : new PictureFiles(), file, null);
    }

    /** A text that came on its own. */
    public static SingleItem ofText(String text) {
        return new SingleItem(new SourceSpec.Text(null, null, null), null, null, text);
    }

    /** A text. */
    public static SingleItem text(MediaSource like, String text) {
        return new SingleItem(like.spec(), null, null, text);
    }

    @Override
    public SourceSpec spec() {
        return spec;
    }

    @Override
    public MediaKind kind() {
        return reading == null ? MediaKind.TEXT : reading.kind();
    }

    @Override
    public List<String> keys() {
        return List.of(KEY);
    }

    private FileReading reading() {
        if (reading == null) {
            throw new NotFound("no-picture", "A text has no picture.");
        }
        return reading;
    }

    @Override
    public Raster image(String key) {
        return reading().image(file);
    }

    @Override
    public List<Raster> views(String key) {
        return reading().views(file);
    }

    @Override
    public Original original(String key) {
        return reading().original(file);
    }

    @Override
    public SoundFile sound(String key) {
        return reading().sound(file);
    }

    @Override
    public double durationSeconds(String key) {
        return reading().durationSeconds(file);
    }

    @Override
    public String text(String key) {
        if (text == null) {
            throw new NotFound("no-text", "This item is no text.");
        }
        return text;
    }

    @Override
    public void close() {
        // The file is the caller's.
    }
}
