package org.fastlabel.dataset;

import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.sample.SamplePortraits;
import org.fastlabel.media.image.PngWriter;
import org.fastlabel.media.image.Raster;

/** The {@link SamplePortraits} as a data set. Holds nothing but the keys. */
public final class SampleSource implements MediaSource {

    private static final List<String> KEYS =
            IntStream.range(0, SamplePortraits.COUNT).mapToObj(SamplePortraits::key).toList();

    @Override
    public SourceSpec spec() {
        return new SourceSpec.Sample();
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public Raster image(String key) {
        int index = SamplePortraits.index(key);
        if (index < 0) {
            throw new InvalidInput("unreadable-item", "The sample has no such portrait.");
        }
        return SamplePortraits.draw(index);
    }

    @Override
    public Original original(String key) {
        return new Original("image/png", PngWriter.write(image(key)));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
