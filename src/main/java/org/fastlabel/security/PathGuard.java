package org.fastlabel.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fastlabel.api.Forbidden;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.api.Settings;

/** Lets only paths through that lie, after all links and dots are resolved, below an allowed root. */
@ApplicationScoped
public class PathGuard {

    /** The allowed roots that exist, resolved. */
    public List<Path> roots() {
        List<Path> roots = new ArrayList<>();
        for (Path root : Settings.dataRoots()) {
            try {
                roots.add(root.toRealPath());
            } catch (IOException e) {
                // A root that does not exist allows nothing.
                continue;
            }
        }
        return roots;
    }

    /**
     * @return the real path of an existing file or folder
     * @throws InvalidInput when the text is no absolute path; {@link Forbidden} when it leads out of the roots;
     *         {@link NotFound} when there is nothing there
     */
    public Path resolve(String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidInput("missing-path", "Give the path of a folder or file.");
        }
        Path path;
        try {
            path = Path.of(text.strip());
        } catch (InvalidPathException e) {
            throw new InvalidInput("bad-path", "That is not a path on this system.");
        }
        if (!path.isAbsolute()) {
            throw new InvalidInput("bad-path", "Give an absolute path, such as " + example() + ".");
        }
        // Judged before the disk is asked, so that the answer does not tell what exists elsewhere.
        if (!allowed(path.normalize()) && !allowedByRealRoot(path.normalize())) {
            throw outside();
        }
        Path real;
        try {
            real = path.toRealPath();
        } catch (IOException e) {
            throw new NotFound("no-such-path", "There is nothing at " + text.strip() + ", or it may not be read.");
        }
        if (!allowedByRealRoot(real)) {
            throw outside();
        }
        if (!Files.isReadable(real)) {
            throw new Forbidden("unreadable-path", "The server's user may not read " + text.strip() + ".");
        }
        return real;
    }

    private static boolean allowed(Path path) {
        return Settings.dataRoots().stream().anyMatch(path::startsWith);
    }

    private boolean allowedByRealRoot(Path path) {
        return roots().stream().anyMatch(path::startsWith) || path.startsWith(Settings.home().resolve("cache").resolve("celeba"))
                || path.toString().equals(Settings.celeba());
    }

    private Forbidden outside() {
        return new Forbidden("outside-roots", "That path is outside the folders that FastLabel may read ("
                + String.join(", ", Settings.dataRoots().stream().map(Path::toString).toList())
                + "). Choose one below them, or start with FASTLABEL_DATA_ROOTS naming yours.");
    }

    private static String example() {
        return Settings.dataRoots().isEmpty() ? "/data/photos" : Settings.dataRoots().get(0).resolve("photos").toString();
    }
}
