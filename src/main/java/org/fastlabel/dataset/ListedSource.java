package org.fastlabel.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.table.Notices;
import org.fastlabel.media.image.Raster;

/** Files that a table lists, with the classes that it states for them. The files are opened when they are asked for. */
final class ListedSource implements MediaSource {

    private final SourceSpec spec;
    private final ItemFiles files;
    private final FileReading reading;
    private final List<String> keys;
    private final List<String> classNames;
    private final Map<String, Integer> truth = new HashMap<>();
    private final Notices notices;

    /**
     * @param listed     keys in the order of the table, with the class that is stated for each, empty where there is none
     * @param classNames in the order in which they are offered; empty for no truth at all
     */
    ListedSource(SourceSpec spec, ItemFiles files, FileReading reading, Map<String, Optional<String>> listed,
            List<String> classNames, Notices notices) {
        this.spec = spec;
        this.files = files;
        this.reading = reading;
        this.keys = List.copyOf(listed.keySet());
        this.classNames = classNames;
        this.notices = notices;
        Map<String, Integer> numbers = new HashMap<>();
        classNames.forEach(name -> numbers.put(name, numbers.size()));
        if (!classNames.isEmpty()) {
            listed.forEach((key, name) -> name.map(numbers::get).ifPresent(number -> truth.put(key, number)));
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
    public Optional<String> truth(String key) {
        return Optional.ofNullable(truth.get(key)).map(classNames::get);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public List<String> notices() {
        return notices.list();
    }

    @Override
    public int skipped() {
        return notices.skipped();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
