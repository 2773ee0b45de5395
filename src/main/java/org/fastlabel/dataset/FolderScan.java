package org.fastlabel.dataset;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fastlabel.api.InvalidInput;

/** Finds items below a folder by the endings of their names, without opening them; {@link FolderSource} says which are left out. */
final class FolderScan {

    static final int MAX_ITEMS = 2_000_000;

    private static final Logger LOG = System.getLogger(FolderScan.class.getName());
    static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp");
    static final Set<String> SOUNDS = Set.of("wav", "mp3", "flac", "ogg");
    static final Set<String> TEXTS = Set.of("txt", "md");

    private final Path root;
    private final int maxItems;
    private final Set<String> endings;
    private final List<String> keys = new ArrayList<>();
    private final Deque<Folder> open = new ArrayDeque<>();

    /** A folder still to be looked through; its prefix is empty or ends in {@code /}. */
    private record Folder(Path path, String prefix) {
    }

    private FolderScan(Path root, int maxItems, Set<String> endings) {
        this.root = root;
        this.maxItems = maxItems;
        this.endings = endings;
    }

    /** The pictures. */
    static List<String> keys(Path root, int maxItems) {
        return keys(root, maxItems, PICTURES);
    }

    /**
     * @param root    real
     * @param endings what the names must end in, such as {@link #PICTURES}
     * @return the keys in natural order
     * @throws InvalidInput with code {@code too-many-items}
     */
    static List<String> keys(Path root, int maxItems, Set<String> endings) {
        FolderScan scan = new FolderScan(root, maxItems, endings);
        // A list of what is left to do instead of recursion: no folder is too deep.
        scan.open.push(new Folder(root, ""));
        while (!scan.open.isEmpty()) {
            scan.list(scan.open.pop());
        }
        scan.keys.sort(NaturalOrder.INSTANCE);
        return List.copyOf(scan.keys);
    }

    private void list(Folder folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
            for (Path entry : entries) {
                String name = FileNames.text(entry);
                if (!name.startsWith(".")) {
                    take(entry, folder.prefix() + name);
                }
            }
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            LOG.log(Level.WARNING, "Folder {0} cannot be read and is left out: {1}", folder.path(), e.toString());
        }
    }

    private void take(Path entry, String key) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            open.push(new Folder(entry, key + "/"));
        } else if (ends(key, endings) && (attributes.isRegularFile() || attributes.isSymbolicLink() && inside(entry))) {
            if (keys.size() >= maxItems) {
                throw new InvalidInput("too-many-items", "The folder holds more than " + maxItems
                        + " items. Open one of its sub-folders.");
            }
            keys.add(key);
        }
    }

    private boolean inside(Path link) {
        try {
            Path real = link.toRealPath();
            return real.startsWith(root) && Files.isRegularFile(real);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a name ends in one of these, in any case. */
    static boolean ends(String name, Set<String> endings) {
        return endings.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
