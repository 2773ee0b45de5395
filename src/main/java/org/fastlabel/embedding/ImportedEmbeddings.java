package org.fastlabel.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.Stamp;

/** Embeddings that were computed elsewhere, each set of them an {@link EmbeddingStore} in the folder of its data set. */
final class ImportedEmbeddings {

    private static final String PREFIX = "imported-";
    private static final String UNFINISHED = ".import-";
    private static final String BEFORE = UNFINISHED + "before-";

    private ImportedEmbeddings() {
    }

    /**
     * @param matched   rows that belong to an item
     * @param unmatched names that no item was found for, the first twenty of {@code unmatchedCount}
     */
    record Result(String id, int matched, List<String> unmatched, int unmatchedCount, int dim) {
    }

    /** @param embedded items with a row; @param bytes on disk */
    record Imported(String id, String name, int dim, int embedded, long bytes) {

        Embedder embedder() {
            return new ImportedEmbedder(name, dim);
        }
    }

    static String folderName(String name) {
        return PREFIX + name;
    }

    /** As checkpoints are called in the HTTP contract. */
    static String id(String name) {
        return "imported:" + name;
    }

    /**
     * Reads an array and takes it in under a name, in the place of an earlier one of that name. What cannot be used changes nothing.
     *
     * @param stores where the stores of the data set lie
     * @param npy    rows × length, see {@link NpyHeader}
     * @param ids    see {@link ImportedIds}
     * @throws InvalidInput with code {@code bad-name}, {@code bad-npy}, {@code bad-ids} or {@code no-match}
     * @throws Conflict with code {@code checkpoint-in-use} when the earlier one is in use; CapacityExceeded when it cannot be written
     */
    static synchronized Result save(Path stores, ItemIndex items, String name, InputStream npy, InputStream ids) {
        if (!name.matches("[A-Za-z0-9._-]{1,60}")) {
            throw new InvalidInput("bad-name", "A name may have up to 60 letters, digits, dots, hyphens and underscores.");
        }
        Path folder = stores.resolve(folderName(name));
        requireUnused(folder, name);
        Path unfinished = null;
        try {
            Files.createDirectories(stores);
            sweep(stores);
            unfinished = Files.createTempDirectory(stores, UNFINISHED);
            ImportedIds of = ImportedIds.read(ids, items);
            NpyHeader header = NpyHeader.read(npy);
            if (header.rows() != of.itemOf().length) {
                throw new InvalidInput("bad-ids", "There are " + header.rows() + " embeddings, but " + of.itemOf().length + " names. Send one "
                        + "name in each line, or CSV with a column \"filename\".");
            }
            write(unfinished, items, folderName(name), npy, header, of);
            replace(folder, unfinished, name);
            int matched = of.matched();
            return new Result(id(name), matched, of.unmatched(), header.rows() - matched, header.dim());
        } catch (IOException e) {
            throw new CapacityExceeded("import-failed", "The embeddings could not be kept; perhaps the disk is full.", e);
        } finally {
            delete(unfinished);
        }
    }

    private static void requireUnused(Path folder, String name) {
        if (EmbeddingStore.inUse(folder)) {
            throw new Conflict("checkpoint-in-use", "The embeddings \"" + name + "\" are in use; switch to another checkpoint first, or choose "
                    + "another name.");
        }
    }

    /** In place of the mapped store: what is not mapped can be renamed on every system. */
    private static void write(Path folder, ItemIndex items, String embedder, InputStream npy, NpyHeader header, ImportedIds of)
            throws IOException {
        StoreHeader.of(embedder, header.dim()).claim(folder);
        byte[] row = new byte[header.width() * header.dim()];
        try (FileChannel matrix = created(folder.resolve(StoreHeader.MATRIX));
                FileChannel records = created(folder.resolve(StoreHeader.RECORDS))) {
            for (int i = 0; i < header.rows(); i++) {
                if (npy.readNBytes(row, 0, row.length) < row.length) {
                    throw NpyHeader.bad("it ends in row " + i + " of " + header.rows());
                }
                float[] unit = header.unit(row, i);
                int id = of.itemOf()[i];
                if (id >= 0) {
                    byte[] stored = EmbeddingStore.bytes(unit);
                    put(matrix, stored, id);
                    put(records, RowRecord.of(stored, Stamp.FIXED, 0).encoded(items.key(id)), id);
                }
            }
            if (npy.read() >= 0) {
                throw NpyHeader.bad("it is longer than its header says");
            }
            matrix.force(true);
            records.force(true);
        }
    }

    private static FileChannel created(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void put(FileChannel file, byte[] row, int id) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(row);
        while (bytes.hasRemaining()) {
            file.write(bytes, (long) id * row.length + bytes.position());
        }
    }

    /** Clears away what a crash left of earlier imports. */
    private static void sweep(Path stores) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(stores, UNFINISHED + "*")) {
            for (Path folder : left) {
                String name = folder.getFileName().toString();
                Path place = stores.resolve(folderName(name.substring(Math.min(name.length(), BEFORE.length()))));
                if (name.startsWith(BEFORE) && !Files.exists(place)) {
                    Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    delete(folder);
                }
            }
        }
    }

    private static void replace(Path folder, Path finished, String name) throws IOException {
        requireUnused(folder, name);
        Path before = folder.resolveSibling(BEFORE + name);
        delete(before);
        if (Files.exists(folder)) {
            Files.move(folder, before, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(finished, folder, StandardCopyOption.ATOMIC_MOVE);
        delete(before);
    }

    /** Those of a data set, by name. */
    static List<Imported> list(Path stores) {
        List<Imported> found = new ArrayList<>();
        if (Files.isDirectory(stores)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(stores, PREFIX + "*")) {
                for (Path folder : folders) {
                    String name = folder.getFileName().toString().substring(PREFIX.length());
                    StoreGlance.at(folder).filter(seen -> seen.embedder().equals(folderName(name)))
                            .ifPresent(seen -> found.add(new Imported(id(name), name, seen.dim(), seen.embedded(), seen.bytes())));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the imported embeddings cannot be listed", e);
            }
        }
        found.sort((a, b) -> a.name().compareTo(b.name()));
        return found;
    }

    /** By its {@link #id}. */
    static Optional<Imported> find(Path stores, String id) {
        return list(stores).stream().filter(imported -> imported.id().equals(id)).findFirst();
    }

    /** @throws NotFound with code {@code unknown-checkpoint}; Conflict with code {@code checkpoint-in-use} */
    static void remove(Path stores, String id) {
        Imported imported = find(stores, id)
                .orElseThrow(() -> new NotFound("unknown-checkpoint", "There are no imported embeddings of that name for this data set."));
        Path folder = stores.resolve(folderName(imported.name()));
        requireUnused(folder, imported.name());
        delete(folder);
    }

    private static void delete(Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("embeddings could not be removed", e);
        }
    }
}
