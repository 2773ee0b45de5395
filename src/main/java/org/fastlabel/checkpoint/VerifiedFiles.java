package org.fastlabel.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.torch.Safetensors;

/** Says of folders that others fill whether they are complete; a file that has not changed is looked into once. Safe from any thread. */
final class VerifiedFiles {

    private static final int MAX_REMEMBERED = 10_000;

    private record Seen(Path file, Object key, long size, long modified) {
    }

    private final Set<Seen> sound = ConcurrentHashMap.newKeySet();

    /** As {@link CheckpointFiles#in}, and the weights are as long as their headers say. */
    List<String> in(Path folder) {
        List<String> files = CheckpointFiles.in(folder);
        for (String file : files) {
            if (file.endsWith(".safetensors")) {
                check(folder.resolve(file));
            }
        }
        return files;
    }

    private void check(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
            Seen seen = new Seen(real, now.fileKey(), now.size(), now.lastModifiedTime().toMillis());
            if (!sound.contains(seen)) {
                Safetensors.open(real).close();
                if (sound.size() >= MAX_REMEMBERED) {
                    sound.clear();
                }
                sound.add(seen);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
