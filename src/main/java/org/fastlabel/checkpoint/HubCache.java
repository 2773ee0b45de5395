package org.fastlabel.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.FastLabelException;

/**
 * A cache that other programs of the hub fill: {@code models--owner--name/snapshots/<commit>} with links into {@code blobs}, and
 * in {@code refs} the commit that a branch was at. Only ever read.
 */
final class HubCache {

    private static final int MAX_COMMIT_CHARS = 200;

    private final Path root;
    private final VerifiedFiles verified;

    HubCache(Path root, VerifiedFiles verified) {
        this.root = root;
        this.verified = verified;
    }

    /** The folder of a revision, when all that is needed is there; empty otherwise. */
    Optional<Path> find(HubName name) {
        try {
            Path repository = root.resolve("models--" + name.repository().replace("/", "--"));
            if (!Files.isDirectory(repository)) {
                return Optional.empty();
            }
            Path real = repository.toRealPath();
            String commit = commit(real, name.revision());
            Path snapshot = real.resolve("snapshots").resolve(commit);
            if (!commit.matches("[A-Za-z0-9]+") || !Files.isDirectory(snapshot)) {
                return Optional.empty();
            }
            List<String> files = verified.in(snapshot);
            for (String file : files) {
                if (!snapshot.resolve(file).toRealPath().startsWith(real)) {
                    return Optional.empty();
                }
            }
            return Optional.of(snapshot);
        } catch (IOException | UncheckedIOException | FastLabelException e) {
            // Half a download of another program, or files that are not for us.
            return Optional.empty();
        }
    }

    private static String commit(Path repository, String revision) throws IOException {
        Path ref = repository.resolve("refs").resolve(revision);
        return Files.isRegularFile(ref) && Files.size(ref) <= MAX_COMMIT_CHARS ? Files.readString(ref).strip() : revision;
    }
}
