package org.fastlabel.labeling.models;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fastlabel.api.NotFound;
import org.fastlabel.labeling.head.Head;

/**
 * Models on disk, one folder each: {@code <data set>/<version>/} with the card, the head's numbers and the labels that made it.
 * A folder is written beside its place and moved there when all of it is on the disk, so a crash leaves a whole model or none.
 * Of each data set the latest {@link #AUTOMATIC} stay, and all that a person named or loaded. Safe from any thread.
 */
final class ModelStore {

    /** Models that stay though nobody asked for them. */
    static final int AUTOMATIC = 20;

    private static final System.Logger LOG = System.getLogger(ModelStore.class.getName());
    private static final Pattern ID = Pattern.compile("([A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*)-(\\d{1,18})");
    private static final String CARD = "card.json";
    private static final String HEAD = "head.bin";
    private static final String LABELS = "labels.jsonl.gz";
    private static final String PART = ".part";

    private final Path root;

    /** A model and what it takes on the disk. */
    record Stored(ModelCard card, long bytes) {
    }

    /** @param root holds a folder per data set */
    ModelStore(Path root) {
        this.root = root;
    }

    /** Stores a model, unless it is there already, and clears away what is no longer kept. */
    synchronized void save(ModelCard card, Head head, byte[] labels) {
        Path folder = folder(card);
        if (Files.exists(folder)) {
            return;
        }
        Path part = folder.resolveSibling(card.version() + PART);
        try {
            delete(part);
            Files.createDirectories(part);
            write(part.resolve(HEAD), head.toBytes());
            write(part.resolve(LABELS), labels);
            write(part.resolve(CARD), bytes(card));
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            force(folder.getParent());
            thin(card.datasetId());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store model " + card.id(), e);
        }
    }

    private static byte[] bytes(ModelCard card) {
        return card.toJson().toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Replaces the card of a stored model; nothing happens when it has been cleared away meanwhile. */
    synchronized void update(ModelCard card) {
        Path folder = folder(card);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Path part = folder.resolve(CARD + PART);
            write(part, bytes(card));
            Files.move(part, folder.resolve(CARD), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store the card of model " + card.id(), e);
        }
    }

    /** All models of a data set, the newest first; one that is damaged is left out. */
    synchronized List<Stored> list(String datasetId) {
        List<Stored> models = new ArrayList<>();
        try {
            for (Path folder : versions(datasetId)) {
                card(folder).ifPresent(card -> models.add(new Stored(card, size(folder))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the models of " + datasetId, e);
        }
        models.sort(Comparator.comparingLong((Stored m) -> m.card().version()).reversed());
        return models;
    }

    /** @throws NotFound with code {@code unknown-model} */
    synchronized ModelCard card(String id) {
        Matcher m = ID.matcher(id);
        return (m.matches() ? card(root.resolve(m.group(1)).resolve(m.group(2))) : Optional.<ModelCard>empty())
                .orElseThrow(() -> new NotFound("unknown-model", "There is no such model (any more). Of models that were neither "
                        + "named nor loaded, the latest " + AUTOMATIC + " are kept."));
    }

    synchronized Optional<ModelCard> find(String datasetId, long version) {
        return card(root.resolve(datasetId).resolve(Long.toString(version)));
    }

    /** @throws org.fastlabel.api.InvalidInput with code {@code bad-head} when it is damaged */
    synchronized Head head(ModelCard card) {
        return Head.fromBytes(read(card, HEAD));
    }

    /** The labels that made it, as {@link ModelLabels} wrote them. */
    synchronized byte[] labels(ModelCard card) {
        return read(card, LABELS);
    }

    private byte[] read(ModelCard card, String name) {
        try {
            return Files.readAllBytes(folder(card).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read model " + card.id(), e);
        }
    }

    private Path folder(ModelCard card) {
        return root.resolve(card.datasetId()).resolve(Long.toString(card.version()));
    }

    private static Optional<ModelCard> card(Path folder) {
        Path file = folder.resolve(CARD);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file); JsonReader reader = Json.createReader(in)) {
            return Optional.of(ModelCard.fromJson(reader.readObject()));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the model in {0} is left out: {1}", folder.getFileName(), e.getMessage());
            return Optional.empty();
        }
    }

    private List<Path> versions(String datasetId) throws IOException {
        return children(root.resolve(datasetId), "[0-9]*").stream().filter(p -> p.getFileName().toString().matches("\\d+")).toList();
    }

    private void thin(String datasetId) throws IOException {
        for (Path half : children(root.resolve(datasetId), "*" + PART)) {
            delete(half);
        }
        List<ModelCard> unasked = list(datasetId).stream().map(Stored::card).filter(card -> !card.kept()).toList();
        for (ModelCard old : unasked.subList(Math.min(AUTOMATIC, unasked.size()), unasked.size())) {
            // Without its card it is no model any more, whatever a crash leaves of it.
            Files.deleteIfExists(folder(old).resolve(CARD));
            delete(folder(old));
        }
    }

    private static List<Path> children(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
                entries.forEach(found::add);
            }
        }
        return found;
    }

    private static long size(Path folder) {
        try {
            long bytes = 0;
            for (Path file : children(folder, "*")) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder without folders in it. */
    private static void delete(Path folder) throws IOException {
        for (Path file : children(folder, "*")) {
            Files.delete(file);
        }
        Files.deleteIfExists(folder);
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        }
    }

    /** Puts the names in a folder on the disk, where the system can do that. */
    private static void force(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "folders cannot be forced to disk here: {0}", e.getMessage());
        }
    }
}
