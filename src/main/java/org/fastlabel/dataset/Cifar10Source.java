package org.fastlabel.dataset;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.cifar.CifarBatch;
import org.fastlabel.dataset.table.Notices;
import org.fastlabel.media.image.PngWriter;
import org.fastlabel.media.image.Raster;

/**
 * CIFAR-10 in its own files: {@code data_batch_1.bin} to {@code test_batch.bin}, or the same as Python pickles without the ending.
 * The keys are {@code data_batch_1/0} and so on. A picture is read when it is asked for; a byte for each label is held.
 */
final class Cifar10Source implements MediaSource {

    private static final String BATCH = "(data_batch_[0-9]{1,3}|test_batch)";
    /** The ten classes in the order of their numbers, for files without their own list. */
    private static final List<String> CLASSES = List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse",
            "ship", "truck");

    private final SourceSpec.Cifar10 spec;
    private final Map<String, CifarBatch> batches = new LinkedHashMap<>();
    private final List<String> keys;
    private final List<String> classNames;
    private final Notices notices = new Notices();

    private record Item(CifarBatch batch, int index) {
    }

    private Cifar10Source(SourceSpec.Cifar10 spec, List<CifarBatch> found, List<String> classNames) {
        this.spec = spec;
        this.classNames = classNames;
        List<String> all = new ArrayList<>();
        for (CifarBatch batch : found) {
            batches.put(batch.name(), batch);
            IntStream.range(0, batch.size()).forEach(i -> all.add(batch.name() + "/" + i));
            int unknown = (int) IntStream.range(0, batch.size()).filter(i -> batch.label(i) >= classNames.size()).count();
            if (unknown > 0) {
                notices.say(unknown + " of " + batch.size() + " pictures in " + batch.name() + " have a label that is no class; their "
                        + "truth is not known.");
            }
            if (batch.rest() > 0) {
                notices.skip(batch.name() + " ends in the middle of a picture; the " + batch.size() + " before it are used.");
            }
        }
        keys = List.copyOf(all);
    }

    /** @throws InvalidInput with code {@code no-such-folder} or {@code bad-cifar10} */
    static Cifar10Source open(SourceSpec.Cifar10 spec) {
        List<CifarBatch> batches = new ArrayList<>();
        List<Path> files = files(spec.path(), BATCH + "\\.bin");
        boolean binary = !files.isEmpty();
        files = binary ? files : files(spec.path(), BATCH);
        for (Path file : files) {
            batches.add(CifarBatch.open(file));
        }
        if (batches.stream().allMatch(b -> b.size() == 0)) {
            throw new InvalidInput("bad-cifar10", files.isEmpty() ? "That folder holds no batch of CIFAR-10: no data_batch_1.bin, no "
                    + "data_batch_1, no test_batch." : "The batches in that folder hold no picture.");
        }
        List<Path> meta = files(spec.path(), binary ? "batches\\.meta\\.txt" : "batches\\.meta");
        List<String> stated = meta.isEmpty() ? List.of() : CifarBatch.classNames(meta.get(0));
        return new Cifar10Source(spec, batches, stated.isEmpty() ? CLASSES : stated);
    }

    private static List<Path> files(Path folder, String name) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder,
                p -> p.getFileName().toString().matches(name) && Files.isRegularFile(p) && p.toRealPath().startsWith(folder))) {
            entries.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw new InvalidInput("no-such-folder", "There is no such folder, or it may not be read.", e);
        }
        files.sort((a, b) -> NaturalOrder.INSTANCE.compare(a.toString(), b.toString()));
        return files;
    }

    @Override
    public SourceSpec spec() {
        return spec;
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public Raster image(String key) {
        Item item = item(key);
        try {
            return new Raster(CifarBatch.SIDE, CifarBatch.SIDE, item.batch.rgb(item.index));
        } catch (IOException e) {
            throw new InvalidInput("unreadable-item", "The picture is no longer in its file.", e);
        }
    }

    @Override
    public Original original(String key) {
        return new Original("image/png", PngWriter.write(image(key)));
    }

    @Override
    public Optional<String> truth(String key) {
        Item item = item(key);
        int label = item.batch.label(item.index);
        return label < classNames.size() ? Optional.of(classNames.get(label)) : Optional.empty();
    }

    private Item item(String key) {
        if (key.matches(BATCH + "/(0|[1-9][0-9]{0,6})")) {
            CifarBatch batch = batches.get(key.substring(0, key.indexOf('/')));
            int index = Integer.parseInt(key.substring(key.indexOf('/') + 1));
            if (batch != null && index < batch.size()) {
                return new Item(batch, index);
            }
        }
        throw new InvalidInput("unreadable-item", "The batches have no such picture.");
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public List<String> notices() {
        return notices.list();
    }

    @Override
    public int skipped() {
        return notices.skipped();
    }

    @Override
    public Stamp stamp(String key) {
        return Stamp.of(item(key).batch.path());
    }

    @Override
    public long contentHash(String key) {
        return ContentHash.of(image(key).rgb());
    }

    @Override
    public void close() {
        batches.values().forEach(CifarBatch::close);
    }
}
