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

/** Finds the pictures below a folder by their names, without opening them; {@link FolderSource} says which. */
final class FolderScan {

    static final int MAX_ITEMS = 2_000_000;

    private static final Logger LOG = System.getLogger(FolderScan.class.getName());
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp");

    private final Path root;
    private final int maxItems;
    private final List<String> keys = new ArrayList<>();
    private final Deque<Folder> open = new ArrayDeque<>();

    /** A folder still to be looked through; its prefix is empty or ends in {@code /}. */
    private record Folder(Path path, String prefix) {
    }

    private FolderScan(Path root, int maxItems) {
        this.root = root;
        this.maxItems = maxItems;
    }

    /**
     * @param root real
     * @return the keys in natural order
     * @throws InvalidInput with code {@code too-many-items}
     */
    static List<String> keys(Path root, int maxItems) {
        FolderScan scan = new FolderScan(root, maxItems);
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
        } else if (picture(key) && (attributes.isRegularFile() || attributes.isSymbolicLink() && inside(entry))) {
            if (keys.size() >= maxItems) {
                throw new InvalidInput("too-many-items", "The folder holds more than " + maxItems
                        + " pictures. Open one of its sub-folders.");
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

    private static boolean picture(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
