package org.fastlabel.dataset.cifar;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.cifar.Pickle.Blob;
import org.fastlabel.dataset.cifar.Pickle.Made;
import org.fastlabel.dataset.cifar.Pickle.Tuple;
import org.fastlabel.dataset.cifar.PickleReader.Refused;
import org.fastlabel.dataset.table.Encoding;
import org.fastlabel.dataset.table.FileParts;

/** One file of pictures of 32×32: where its pixels lie, and its labels. Safe from any thread. */
public final class CifarBatch implements AutoCloseable {

    public static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final int PIXELS = 3 * PLANE;
    private static final int RECORD = 1 + PIXELS;
    /** About eleven times the original batches. */
    private static final int MAX_RECORDS = 110_000;

    private final String name;
    private final FileParts file;
    private final long start;
    private final int stride;
    private final byte[] labels;
    private final int rest;

    private CifarBatch(String name, FileParts file, long start, int stride, byte[] labels, int rest) {
        this.name = name;
        this.file = file;
        this.start = start;
        this.stride = stride;
        this.labels = labels;
        this.rest = rest;
    }

    /**
     * Reads the labels, and where the pixels are.
     *
     * @param path ends in {@code .bin} for records of 3,073 bytes (label, red, green, blue); else a pickle with {@code data} and
     *             {@code labels}
     * @throws InvalidInput with code {@code bad-cifar10}
     */
    public static CifarBatch open(Path path) {
        String file = path.getFileName().toString();
        try {
            return file.endsWith(".bin") ? records(path, file.substring(0, file.length() - 4)) : pickle(path, file);
        } catch (Refused e) {
            throw new InvalidInput("bad-cifar10", file + " cannot be used: " + e.getMessage() + ".", e);
        } catch (EOFException e) {
            throw new InvalidInput("bad-cifar10", file + " cannot be used: it is cut.", e);
        } catch (IOException e) {
            throw new InvalidInput("bad-cifar10", file + " cannot be read.", e);
        }
    }

    private static CifarBatch records(Path path, String name) throws IOException, Refused {
        long size = Files.size(path);
        if (size / RECORD > MAX_RECORDS) {
            throw new Refused("it is larger than any batch of CIFAR-10");
        }
        FileParts file = new FileParts(path);
        byte[] labels = new byte[(int) (size / RECORD)];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = file.read((long) i * RECORD, 1)[0];
        }
        file.close();
        return new CifarBatch(name, file, 1, RECORD, labels, (int) (size % RECORD));
    }

    private static CifarBatch pickle(Path path, String name) throws IOException, Refused {
        Map<String, Object> items = Pickle.dictionary(PickleReader.read(path));
        if (!(items.get("data") instanceof Made array) || !(array.state instanceof Tuple state)
                || !(items.get("labels") instanceof List<?> numbers)) {
            throw new Refused("it has no array \"data\" with a list \"labels\"");
        }
        List<Object> parts = state.items();
        if (parts.size() != 5 || !(parts.get(1) instanceof Tuple shape) || !(parts.get(2) instanceof Made type)) {
            throw new Refused("its array is broken");
        }
        boolean bytes = !type.arguments.items().isEmpty() && "u1".equals(type.arguments.items().get(0));
        if (!bytes || !Boolean.FALSE.equals(parts.get(3))) {
            throw new Refused("its array is not one of bytes in the order of CIFAR-10");
        }
        int count = numbers.size();
        if (count > MAX_RECORDS || product(shape) != (long) count * PIXELS) {
            throw new Refused("its array has not " + PIXELS + " bytes for each of its " + count + " labels");
        }
        FileParts file = new FileParts(path);
        long at = parts.get(4) instanceof Blob blob && blob.length() == (long) count * PIXELS ? blob.offset() : -1;
        if (at < 0 && count > 0) {
            throw new Refused(PickleReader.NO_PLAIN_BYTES);
        }
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = numbers.get(i) instanceof Long n && n >= 0 && n < 128 ? n.byteValue() : -1;
        }
        return new CifarBatch(name, file, at, PIXELS, labels, 0);
    }

    private static long product(Tuple shape) {
        long product = 1;
        for (Object side : shape.items()) {
            boolean usual = side instanceof Long n && n >= 0 && n <= MAX_RECORDS && product <= (long) MAX_RECORDS * PIXELS;
            product = usual ? product * (Long) side : -1;
            if (product < 0) {
                return -1;
            }
        }
        return product;
    }

    /** The class names that a {@code batches.meta} states; empty when it states none. @throws InvalidInput as {@link #open} */
    public static List<String> classNames(Path meta) {
        String file = meta.getFileName().toString();
        try {
            if (file.endsWith(".txt")) {
                byte[] start;
                try (var in = Files.newInputStream(meta)) {
                    start = in.readNBytes(1 << 16);
                }
                return Encoding.decode(start).lines().map(String::strip).filter(n -> !n.isEmpty()).toList();
            }
            Object names = Pickle.dictionary(PickleReader.read(meta)).get("label_names");
            return names instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                    ? list.stream().map(String.class::cast).toList() : List.of();
        } catch (Refused e) {
            throw new InvalidInput("bad-cifar10", file + " cannot be used: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new InvalidInput("bad-cifar10", file + " cannot be read, or is cut.", e);
        }
    }

    /** The name of the file without its ending. */
    public String name() {
        return name;
    }

    /** Where it lies. */
    public Path path() {
        return file.path();
    }

    /** How many pictures there are. */
    public int size() {
        return labels.length;
    }

    /** Bytes at the end that make no whole picture. */
    public int rest() {
        return rest;
    }

    /** The number of the class; 255 when the file states none that could be one. */
    public int label(int index) {
        return labels[index] & 255;
    }

    /** @return a new array of 32×32×3 bytes, row by row, R, G, B interleaved. @throws IOException when the file has changed */
    public byte[] rgb(int index) throws IOException {
        byte[] planes = file.read(start + (long) index * stride, PIXELS);
        byte[] rgb = new byte[PIXELS];
        for (int i = 0; i < PLANE; i++) {
            rgb[3 * i] = planes[i];
            rgb[3 * i + 1] = planes[PLANE + i];
            rgb[3 * i + 2] = planes[2 * PLANE + i];
        }
        return rgb;
    }

    @Override
    public void close() {
        file.close();
    }
}
