package org.fastlabel.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.dataset.table.Notices;

/** Files that a table lists, with the classes that it states for them. The files are opened when they are asked for. */
final class ListedSource extends FileSource {

    private final List<String> classNames;
    private final Map<String, Integer> truth = new HashMap<>();
    private final Notices notices;

    /**
     * @param listed     keys in the order of the table, with the class that is stated for each, empty where there is none
     * @param classNames in the order in which they are offered; empty for no truth at all
     */
    ListedSource(SourceSpec spec, ItemFiles files, FileReading reading, Map<String, Optional<String>> listed,
            List<String> classNames, Notices notices) {
        super(spec, files, reading, List.copyOf(listed.keySet()));
        this.classNames = classNames;
        this.notices = notices;
        Map<String, Integer> numbers = new HashMap<>();
        classNames.forEach(name -> numbers.put(name, numbers.size()));
        if (!classNames.isEmpty()) {
            listed.forEach((key, name) -> name.map(numbers::get).ifPresent(number -> truth.put(key, number)));
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
}
