package org.fastlabel.dataset;

import jakarta.json.bind.annotation.JsonbNillable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a folder could be opened as, judged by a few looks at it and at the folders in it. */
public final class FolderKinds {

    private static final Set<String> PARTS = Set.of("train", "training");
    private static final int MAX_FOLDERS = 200;
    private static final int MAX_ENTRIES = 50;

    private FolderKinds() {
    }

    /**
     * One way to open it; fields as in a request.
     *
     * @param path        the folder, or a table in it
     * @param why         in words for the person
     * @param columns     of a table; null for a folder
     * @param text_column the one that holds the texts; null unless a table of texts
     * @param path_column the one that holds the paths; null unless a table of paths
     */
    @JsonbNillable
    public record Kind(String type, String path, String why, List<String> columns, String text_column, String path_column) {

        static Kind folder(String type, Path path, String why) {
            return new Kind(type, path.toString(), why, null, null, null);
        }
    }

    /** @param folder real and readable; @return the most telling first, each with a fair chance to be right */
    public static List<Kind> of(Path folder, FolderListing listing) {
        List<Kind> kinds = new ArrayList<>();
        if (anyFile(folder, "data_batch_1.bin", "test_batch.bin")) {
            kinds.add(Kind.folder("cifar10", folder, "binary batches of CIFAR-10"));
        } else if (anyFile(folder, "data_batch_1", "test_batch")) {
            kinds.add(Kind.folder("cifar10", folder, "Python batches of CIFAR-10"));
        }
        if (anyFile(folder, "meta/esc50.csv")) {
            kinds.add(Kind.folder("esc50", folder, "meta/esc50.csv lists its sounds"));
        }
        if (anyFile(folder, "metadata/UrbanSound8K.csv")) {
            kinds.add(Kind.folder("urbansound8k", folder, "metadata/UrbanSound8K.csv lists its sounds"));
        }
        addFolders(folder, listing, kinds);
        listing.tables().forEach(table -> addTable(folder, table, kinds));
        if (listing.texts() > 0) {
            kinds.add(Kind.folder("text", folder, counted(listing.texts(), "text file")));
        }
        return kinds;
    }

    private static boolean anyFile(Path folder, String... names) {
        return List.of(names).stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    private static void addFolders(Path folder, FolderListing listing, List<Kind> kinds) {
        int pictures = holding(folder, listing.folders(), FolderScan.PICTURES);
        int sounds = holding(folder, listing.folders(), FolderScan.SOUNDS);
        Optional<String> part = listing.folders().stream().filter(PARTS::contains).findFirst();
        int classes = part.isPresent() ? holding(folder.resolve(part.get()), names(folder.resolve(part.get())), FolderScan.PICTURES)
                : pictures;
        if (classes >= 2) {
            kinds.add(Kind.folder("imagefolder", folder, counted(classes, "class folder")
                    + part.map(p -> " in " + p).orElse("")));
        }
        if (listing.images() > 0 || pictures > 0 || classes > 0) {
            kinds.add(Kind.folder("image", folder, listing.images() > 0 ? counted(listing.images(), "image")
                    : "images in its folders"));
        }
        if (listing.sounds() > 0 || sounds > 0) {
            kinds.add(Kind.folder("audio", folder, listing.sounds() > 0 ? counted(listing.sounds(), "sound")
                    : "sounds in its folders"));
        }
    }

    private static void addTable(Path folder, FolderListing.Table table, List<Kind> kinds) {
        String path = folder.resolve(table.name()).toString();
        String why = table.name() + ", " + (table.about() ? "about " : "") + counted(table.rows(), "row");
        Optional<String> text = table.columns().stream().filter(c -> table.columns().size() == 1 || c.equalsIgnoreCase("text"))
                .findFirst();
        if (table.path_column() != null) {
            kinds.add(new Kind("csv", path, why + " of paths", table.columns(), null, table.path_column()));
        }
        if (text.isPresent() && table.rows() > 0 && !text.get().equals(table.path_column())) {
            kinds.add(new Kind("text", path, why, table.columns(), text.get(), null));
        }
    }

    private static String counted(long number, String word) {
        return String.format(Locale.ROOT, "%,d %s", number, word) + (number == 1 ? "" : "s");
    }

    /** How many of the folders have such a file directly inside. */
    private static int holding(Path folder, List<String> names, Set<String> endings) {
        return (int) names.stream().limit(MAX_FOLDERS)
                .filter(name -> names(folder.resolve(name)).stream().anyMatch(file -> FolderScan.ends(file, endings))).count();
    }

    /** The first names in a folder; none when it may not be read. */
    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (names.size() == MAX_ENTRIES) {
                    break;
                }
                names.add(FileNames.text(entry));
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return names;
    }
}
