package org.fastlabel.labeling;

import java.util.List;
import java.util.function.Predicate;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.media.image.Raster;

/** Texts that tell their keys. @param damaged which cannot be read */
record WordSource(Predicate<String> damaged) implements MediaSource {

    @Override
    public SourceSpec spec() {
        return new SourceSpec.Sample();
    }

    @Override
    public MediaKind kind() {
        return MediaKind.TEXT;
    }

    @Override
    public List<String> keys() {
        return List.of();
    }

    @Override
    public Raster image(String key) {
        throw new IllegalStateException("a text has no picture");
    }

    @Override
    public Original original(String key) {
        throw new IllegalStateException("nobody asks for it");
    }

    @Override
    public String text(String key) {
        if (damaged.test(key)) {
            throw new InvalidInput("unreadable-item", "It is damaged.");
        }
        return "the words of " + key;
    }

    @Override
    public void close() {
    }
}
