package org.fastlabel.dataset;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what a data set is; a {@link MediaSource} reads it. Paths are absolute, real and under an allowed root. */
public sealed interface SourceSpec {

    String TEXT_COLUMN = "text_column";
    String LABEL_COLUMN = "label_column";
    String PATH_COLUMN = "path_column";

    /** The portraits that the program draws itself. */
    record Sample() implements SourceSpec {
        @Override
        public String type() {
            return "sample";
        }

        @Override
        public Path path() {
            return null;
        }
    }

    /** One picture that holds many square tiles of {@code tile} pixels, row by row. */
    record Sprite(Path path, int tile) implements SourceSpec {
        @Override
        public String type() {
            return "sprite";
        }

        @Override
        public String distinction() {
            return "|" + tile;
        }
    }

    /** All pictures below a folder. */
    record Folder(Path path) implements SourceSpec {
        @Override
        public String type() {
            return "image";
        }
    }

    /** All sounds below a folder. */
    record AudioFolder(Path path) implements SourceSpec {
        @Override
        public String type() {
            return "audio";
        }
    }

    /** All pictures below a folder whose own folders are the classes, as in ImageNet; these may lie below train, val and test. */
    record ImageFolder(Path path) implements SourceSpec {
        @Override
        public String type() {
            return "imagefolder";
        }
    }

    /** A folder with the batches of CIFAR-10, binary or as Python pickles. */
    record Cifar10(Path path) implements SourceSpec {
        @Override
        public String type() {
            return "cifar10";
        }
    }

    /** A folder with {@code meta/esc50.csv} and {@code audio}. */
    record Esc50(Path path) implements SourceSpec {
        @Override
        public String type() {
            return "esc50";
        }
    }

    /** A folder with {@code metadata/UrbanSound8K.csv} and {@code audio/fold1} and so on. */
    record UrbanSound8k(Path path) implements SourceSpec {
        @Override
        public String type() {
            return "urbansound8k";
        }
    }

    /**
     * A table whose rows name picture or sound files.
     *
     * @param pathColumn  null before it is opened: {@code path}, {@code file} or {@code filename}
     * @param labelColumn holds the truth; null for none
     */
    record PathTable(Path path, String pathColumn, String labelColumn) implements SourceSpec {
        @Override
        public String type() {
            return "csv";
        }

        @Override
        public Map<String, String> options() {
            return present(PATH_COLUMN, pathColumn, LABEL_COLUMN, labelColumn);
        }

        @Override
        public String distinction() {
            return "|" + pathColumn;
        }
    }

    /**
     * A table with a column of texts, or a folder with one file for each text.
     *
     * @param textColumn  null for a folder, and before it is opened: {@code text}, or the only column
     * @param labelColumn holds the truth; null for none
     */
    record Text(Path path, String textColumn, String labelColumn) implements SourceSpec {
        @Override
        public String type() {
            return "text";
        }

        @Override
        public Map<String, String> options() {
            return present(TEXT_COLUMN, textColumn, LABEL_COLUMN, labelColumn);
        }

        @Override
        public String distinction() {
            return textColumn == null ? "" : "|" + textColumn;
        }
    }

    /** The word for it in the HTTP contract. */
    String type();

    /** Where it lies; null for what the program makes itself. */
    Path path();

    default Optional<Path> location() {
        return Optional.ofNullable(path());
    }

    /** What else was chosen, by its name in the HTTP contract; the tile of a sheet is not among it. */
    default Map<String, String> options() {
        return Map.of();
    }

    /** What tells it from others of its type at the same place; for ever the same, as ids are made of it. */
    default String distinction() {
        return "";
    }

    /**
     * The opposite of {@link #type}, {@link #path}, {@link #options}.
     *
     * @param tile pixels; null unless a sprite sheet
     * @return empty when there is no such type
     */
    static Optional<SourceSpec> of(String type, Path path, Integer tile, Map<String, String> options) {
        return Optional.ofNullable(switch (type) {
            case "sample" -> new Sample();
            case "sprite" -> new Sprite(path, tile);
            case "image" -> new Folder(path);
            case "audio" -> new AudioFolder(path);
            case "imagefolder" -> new ImageFolder(path);
            case "cifar10" -> new Cifar10(path);
            case "esc50" -> new Esc50(path);
            case "urbansound8k" -> new UrbanSound8k(path);
            case "csv" -> new PathTable(path, options.get(PATH_COLUMN), options.get(LABEL_COLUMN));
            case "text" -> new Text(path, options.get(TEXT_COLUMN), options.get(LABEL_COLUMN));
            default -> null;
        });
    }

    private static Map<String, String> present(String... pairs) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                options.put(pairs[i], pairs[i + 1]);
            }
        }
        return options;
    }
}
