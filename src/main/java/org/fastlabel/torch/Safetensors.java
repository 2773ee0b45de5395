package org.fastlabel.torch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fastlabel.api.InvalidInput;

/**
 * A safetensors file: 8 bytes little-endian header length, a JSON header, then row-major little-endian data. Nothing in the
 * header is believed before it is checked against the size of the file.
 */
public final class Safetensors implements AutoCloseable {

    /** Larger headers than this do not occur in published files. */
    private static final int MAX_HEADER_BYTES = 100_000_000;
    private static final String METADATA = "__metadata__";
    /** Values. */
    private static final int READ_AT_ONCE = 1 << 18;

    /** @param begin offset of the first byte in the file; {@code bytes} long */
    public record Entry(String dtype, long[] shape, long begin, long bytes) {

        public int elements() {
            return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
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
        } catch (IOException | JsonParseException | IllegalStateException | ClassCastException | NumberFormatException
                | ArithmeticException e) {
            close(channel);
            throw bad(path, "its header cannot be read (" + e.getMessage() + ")");
        } catch (InvalidInput e) {
            close(channel);
            throw e;
        }
    }

    private static Map<String, Entry> header(Path path, FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer length = readFully(channel, 0, (int) Math.min(8, size));
        long n = length.remaining() < 8 ? -1 : length.getLong();
        if (n < 2 || n > MAX_HEADER_BYTES || n > size - 8) {
            throw bad(path, "the header length does not fit the file of " + size + " bytes");
        }
        String json;
        try {
            json = StandardCharsets.UTF_8.newDecoder().decode(readFully(channel, 8, (int) n)).toString();
        } catch (CharacterCodingException e) {
            throw bad(path, "the header is not UTF-8");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> e : JsonParser.parseString(json).getAsJsonObject().entrySet()) {
            if (!e.getKey().equals(METADATA)) {
                entries.put(e.getKey(), entry(path, e.getKey(), e.getValue().getAsJsonObject(), 8 + n, size));
            }
        }
        return entries;
    }

    private static Entry entry(Path path, String name, JsonObject json, long dataBegin, long fileSize) {
        String dtype = json.get("dtype").getAsString();
        long[] shape = longs(json.getAsJsonArray("shape"));
        long[] offsets = longs(json.getAsJsonArray("data_offsets"));
        long elements = 1;
        for (long d : shape) {
            if (d < 0) {
                throw bad(path, "tensor " + name + " has a negative size");
            }
            elements = Math.multiplyExact(elements, d);
        }
        long bytes = Math.multiplyExact(elements, elementBytes(path, name, dtype));
        if (offsets.length != 2 || offsets[0] < 0 || offsets[1] - offsets[0] != bytes || offsets[1] > fileSize - dataBegin) {
            throw bad(path, "tensor " + name + " of shape " + Arrays.toString(shape) + " does not lie where the header says");
        }
        return new Entry(dtype, shape, dataBegin + offsets[0], bytes);
    }

    private static long[] longs(JsonArray array) {
        long[] out = new long[array.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = array.get(i).getAsLong();
        }
        return out;
    }

    private static int elementBytes(Path path, String name, String dtype) {
        switch (dtype) {
            case "F64":
            case "I64":
                return 8;
            case "F32":
            case "I32":
                return 4;
            case "F16":
            case "BF16":
            case "I16":
                return 2;
            case "I8":
            case "U8":
            case "BOOL":
                return 1;
            default:
                throw bad(path, "tensor " + name + " has the unknown type " + dtype);
        }
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
     * @throws InvalidInput when there is no such tensor or it does not hold floating-point numbers
     */
    public float[] floats(String name) {
        return floats(name, 0, require(name).elements());
    }

    /** Some of its values in row-major order, so that a large tensor need not lie on the heap. @param first of {@code count} values */
    public float[] floats(String name, long first, int count) {
        Entry e = require(name);
        int width = elementBytes(path, name, e.dtype());
        if (first < 0 || count < 0 || first + count > e.bytes() / width) {
            throw new IllegalArgumentException(count + " values from " + first + " of " + name);
        }
        float[] out = new float[count];
        for (int from = 0; from < count; from += READ_AT_ONCE) {
            int n = Math.min(READ_AT_ONCE, count - from);
            widen(name, e.dtype(), bytes(e.begin() + (first + from) * width, n * width), out, from, n);
        }
        return out;
    }

    private void widen(String name, String dtype, ByteBuffer raw, float[] out, int from, int n) {
        switch (dtype) {
            case "F32" -> raw.asFloatBuffer().get(out, from, n);
            case "F16" -> {
                for (int i = from; i < from + n; i++) {
                    out[i] = Half.toFloat(raw.getShort());
                }
            }
            case "BF16" -> {
                for (int i = from; i < from + n; i++) {
                    out[i] = Float.intBitsToFloat(raw.getShort() << 16);
                }
            }
            case "F64" -> {
                for (int i = from; i < from + n; i++) {
                    out[i] = (float) raw.getDouble();
                }
            }
            default -> throw bad(path, "tensor " + name + " holds " + dtype + ", not floating-point numbers");
        }
    }

    /** The values of an integer tensor (I64, I32, U8). */
    public long[] integers(String name) {
        Entry e = require(name);
        ByteBuffer raw = bytes(e.begin(), Math.toIntExact(e.bytes()));
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

    private ByteBuffer bytes(long begin, int count) {
        try {
            return readFully(channel, begin, count);
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
        Path temporary = path.resolveSibling(path.getFileName() + ".part");
        Files.write(temporary, bytes(tensors, Map.of()));
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A whole file. @param metadata what its header says beside the tensors; none when empty */
    public static byte[] bytes(Map<String, Tensor> tensors, Map<String, String> metadata) {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject texts = new JsonObject();
            metadata.forEach(texts::addProperty);
            header.add(METADATA, texts);
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> t : tensors.entrySet()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("dtype", t.getValue().half() ? "F16" : "F32");
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
                    out.putShort(Half.fromFloat(v));
                } else {
                    out.putFloat(v);
                }
            }
        }
        return out.array();
    }

    private static InvalidInput bad(Path path, String what) {
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
