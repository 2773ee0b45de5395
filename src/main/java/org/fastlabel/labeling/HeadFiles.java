package org.fastlabel.labeling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The heads that the state or its undo history can still reach: one file each, named by the version that made it, in the bytes of
 * {@link org.fastlabel.labeling.head.HeadWeights#toBytes}. Megabytes that come and go would make the database grow without end.
 */
final class HeadFiles {

    private static final String ENDING = ".head";

    private final Path root;

    /** @param root holds a folder per data set */
    HeadFiles(Path root) {
        this.root = root;
    }

    /** Writes a head, wholly or not at all; when this returns it is on the disk. */
    void write(String datasetId, long version, byte[] head) {
        Path folder = root.resolve(datasetId);
        Path part = folder.resolve(version + ".part");
        try {
            Files.createDirectories(folder);
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(head);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(part, folder.resolve(version + ENDING), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the head of version " + version, e);
        }
    }

    /** Deletes all heads of a data set but these, and what a crash left half-written. */
    void keepOnly(String datasetId, Set<Long> versions) {
        try {
            for (Path file : files(datasetId)) {
                String name = file.getFileName().toString();
                if (!name.endsWith(ENDING) || !versions.contains(version(name))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear the heads of " + datasetId, e);
        }
    }

    Map<Long, byte[]> read(String datasetId) {
        Map<Long, byte[]> heads = new HashMap<>();
        try {
            for (Path file : files(datasetId)) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    heads.put(version(name), Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the heads of " + datasetId, e);
        }
        return heads;
    }

    private static long version(String name) {
        return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
    }

    private List<Path> files(String datasetId) throws IOException {
        List<Path> files = new ArrayList<>();
        Path folder = root.resolve(datasetId);
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.{head,part}")) {
                entries.forEach(files::add);
            }
        }
        return files;
    }
}
