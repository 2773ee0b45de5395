package org.fastlabel.torch;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.fastlabel.api.InvalidInput;

/**
 * A safetensors file: 8 bytes little-endian header length, a JSON header, then row-major little-endian data. Nothing in the
 * header is believed before it is checked against the size of the file.
 */
public final class Safetensors implements AutoCloseable {

    /** Values that are widened at a time. */
    private static final int PIECE = 1 << 20;

    /** @param begin offset of the first byte in the file; {@code bytes} long */
    public record Entry(String dtype, long[] shape, long begin, long bytes) {

        /** @throws InvalidInput when they are too many for one array */
        public int elements() {
            long n = Arrays.stream(shape).reduce(1, Math::multiplyExact);
            if (n > Integer.MAX_VALUE - 8) {
                throw new InvalidInput("bad-safetensors", "A tensor of shape " + Arrays.toString(shape) + " is too large.");
            }
            return (int) n;
        }
    }

    private final Path path;
    private final FileChannel channel;
    private final Map<String, Entry> entries;

    private Safetensors(Path path, FileChannel channel, Map<String, Entry> entries) {
        this.path = path;
        this.channel = channel;
        this.entries = entries;
    }

    /** @throws InvalidInput with code {@code bad-safetensors}, naming the file and, where it is one tensor's fault, the tensor */
    public static Safetensors open(Path path) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            return new Safetensors(path, channel, header(path, channel));
        } catch (IOException e) {
            close(channel);
            throw bad(path, "it cannot be read (" + e.getMessage() + ")");
        } catch (InvalidInput e) {
            close(channel);
            throw e;
        }
    }

    private static Map<String, Entry> header(Path path, FileChannel channel) throws IOException {
        long size = channel.size();
        int n = SafetensorsHeader.length(path, readFully(channel, 0, (int) Math.min(8, size)), size);
        return SafetensorsHeader.parse(path, readFully(channel, 8, n), size);
    }

    public Map<String, Entry> entries() {
        return entries;
    }

    public Path path() {
        return path;
    }

    /**
     * The values of a floating-point tensor as float32, whatever it is stored as (F32, F16, BF16, F64).
     *
     * @throws InvalidInput when there is no such tensor, it does not hold floating-point numbers, or one of them is not finite
     */
    public float[] floats(String name) {
        return floats(name, 0, require(name).elements());
    }

    /** A part of {@link #floats(String)}: {@code count} values from number {@code first} on, row by row. */
    public float[] floats(String name, long first, int count) {
        Entry e = require(name);
        int size = switch (e.dtype()) {
            case "F64" -> 8;
            case "F32" -> 4;
            case "F16", "BF16" -> 2;
            default -> throw bad(path, "tensor " + name + " holds " + e.dtype() + ", not floating-point numbers");
        };
        if (first < 0 || count < 0 || first > e.bytes() / size - count) {
            throw new IllegalArgumentException("values " + first + " + " + count + " of tensor " + name);
        }
        float[] out = new float[count];
        for (int done = 0; done < count; ) {
            int n = Math.min(count - done, PIECE);
            widen(e.dtype(), read(e.begin() + (first + done) * size, n * size), out, done, n);
            done += n;
        }
        requireFinite(name, out);
        return out;
    }

    private static void widen(String dtype, ByteBuffer raw, float[] out, int from, int count) {
        switch (dtype) {
            case "F32" -> raw.asFloatBuffer().get(out, from, count);
            case "F16" -> {
                ShortBuffer halves = raw.asShortBuffer();
                for (int i = 0; i < count; i++) {
                    out[from + i] = Half.toFloat(halves.get(i));
                }
            }
            case "BF16" -> {
                ShortBuffer halves = raw.asShortBuffer();
                for (int i = 0; i < count; i++) {
                    out[from + i] = Float.intBitsToFloat(halves.get(i) << 16);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    out[from + i] = (float) raw.getDouble();
                }
            }
        }
    }

    private void requireFinite(String name, float[] values) {
        // NaN and infinity are exactly what does not become 0 when multiplied by 0.
        float sum = 0;
        for (float value : values) {
            sum += value * 0;
        }
        if (sum != 0) {
            throw bad(path, "tensor " + name + " holds values that are not finite numbers");
        }
    }

    /** The values of an integer tensor (I64, I32, U8). */
    public long[] integers(String name) {
        Entry e = require(name);
        ByteBuffer raw = read(e.begin(), Math.toIntExact(e.bytes()));
        long[] out = new long[e.elements()];
        for (int i = 0; i < out.length; i++) {
            switch (e.dtype()) {
                case "I64" -> out[i] = raw.getLong();
                case "I32" -> out[i] = raw.getInt();
                case "U8" -> out[i] = raw.get() & 0xff;
                default -> throw bad(path, "tensor " + name + " holds " + e.dtype() + ", not integers");
            }
        }
        return out;
    }

    private Entry require(String name) {
        Entry e = entries.get(name);
        if (e == null) {
            throw bad(path, "tensor " + name + " is missing");
        }
        return e;
    }

    private ByteBuffer read(long position, int count) {
        try {
            return readFully(channel, position, count);
        } catch (IOException x) {
            throw bad(path, "it could not be read (" + x.getMessage() + ")");
        }
    }

    private static ByteBuffer readFully(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file ends too early");
            }
        }
        return buffer.flip();
    }

    /** One tensor to be written. */
    public record Tensor(long[] shape, float[] values, boolean half) {
    }

    /** Writes a file of float32 and float16 tensors: to a temporary name first, so that a crash leaves no half file. */
    public static void write(Path path, Map<String, Tensor> tensors) throws IOException {
        write(path, tensors, "F16");
    }

    /** @param half what short tensors are stored as, F16 or BF16 */
    public static void write(Path path, Map<String, Tensor> tensors, String half) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + ".part");
        Files.write(temporary, bytes(tensors, Map.of(), half));
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A whole file. @param metadata what its header says beside the tensors; none when empty */
    public static byte[] bytes(Map<String, Tensor> tensors, Map<String, String> metadata) {
        return bytes(tensors, metadata, "F16");
    }

    private static byte[] bytes(Map<String, Tensor> tensors, Map<String, String> metadata, String half) {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject texts = new JsonObject();
            metadata.forEach(texts::addProperty);
            header.add(SafetensorsHeader.METADATA, texts);
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> t : tensors.entrySet()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("dtype", t.getValue().half() ? half : "F32");
            JsonArray shape = new JsonArray();
            Arrays.stream(t.getValue().shape()).forEach(shape::add);
            entry.add("shape", shape);
            JsonArray range = new JsonArray();
            range.add(offset);
            offset += (long) t.getValue().values().length * (t.getValue().half() ? 2 : 4);
            range.add(offset);
            entry.add("data_offsets", range);
            header.add(t.getKey(), entry);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(8 + padded + offset)).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(padded).put(json);
        while (out.position() < 8 + padded) {
            out.put((byte) ' ');
        }
        for (Tensor t : tensors.values()) {
            for (float v : t.values()) {
                if (t.half()) {
                    out.putShort(half.equals("F16") ? Half.fromFloat(v) : Half.toBrain(v));
                } else {
                    out.putFloat(v);
                }
            }
        }
        return out.array();
    }

    static InvalidInput bad(Path path, String what) {
        return new InvalidInput("bad-safetensors", path.getFileName() + " is not usable: " + what + ".");
    }

    private static void close(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw bad(Path.of("safetensors"), e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
