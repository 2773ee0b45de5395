package org.fastlabel.torch;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.torch.Safetensors.Entry;

/**
 * The header of a safetensors file, read as a stream and held to the format: every tensor lies where its shape and type say,
 * and together they fill the file without gap or overlap.
 */
final class SafetensorsHeader {

    /** Published files stay below one megabyte. */
    static final int MAX_BYTES = 32_000_000;
    private static final int MAX_TENSORS = 100_000;
    private static final int MAX_DIMENSIONS = 16;
    static final String METADATA = "__metadata__";

    /** Bytes per element. */
    private static final Map<String, Integer> TYPES = Map.ofEntries(Map.entry("F64", 8), Map.entry("I64", 8), Map.entry("U64", 8),
            Map.entry("C64", 8), Map.entry("F32", 4), Map.entry("I32", 4), Map.entry("U32", 4), Map.entry("F16", 2),
            Map.entry("BF16", 2), Map.entry("I16", 2), Map.entry("U16", 2), Map.entry("I8", 1), Map.entry("U8", 1),
            Map.entry("F8_E4M3", 1), Map.entry("F8_E5M2", 1), Map.entry("F8_E8M0", 1), Map.entry("BOOL", 1));

    private final Path path;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final long dataBegin;
    private final long dataBytes;

    private SafetensorsHeader(Path path, long dataBegin, long dataBytes) {
        this.path = path;
        this.dataBegin = dataBegin;
        this.dataBytes = dataBytes;
    }

    /** The length that the first bytes of a file announce. */
    static int length(Path path, ByteBuffer start, long fileBytes) {
        long n = start.remaining() < 8 ? -1 : start.getLong(0);
        if (n >= 2 && n <= MAX_BYTES && n <= fileBytes - 8) {
            return (int) n;
        }
        String first = StandardCharsets.ISO_8859_1.decode(start.duplicate()).toString();
        if (first.startsWith("PK\3\4") || first.matches("(?s)\\x80[\\x01-\\x05].*")) {
            throw Safetensors.bad(path, "it is a pickle file (PyTorch's .bin or .pt), which FastLabel never opens, whatever its name;"
                    + " take the checkpoint as safetensors");
        } else if (first.equals("version ")) {
            throw Safetensors.bad(path, "it is a Git LFS pointer that stands for the weights; fetch the file itself");
        }
        throw Safetensors.bad(path, "the header length does not fit the file of " + fileBytes + " bytes");
    }

    /** @return the tensors in the order of the header */
    static Map<String, Entry> parse(Path path, ByteBuffer json, long fileBytes) throws IOException {
        long begin = 8L + json.remaining();
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(json).toString();
        } catch (CharacterCodingException e) {
            throw Safetensors.bad(path, "the header is not UTF-8");
        }
        SafetensorsHeader header = new SafetensorsHeader(path, begin, fileBytes - begin);
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            header.read(reader);
        } catch (JsonParseException | IOException | IllegalStateException | NumberFormatException e) {
            throw Safetensors.bad(path, "its header is not the JSON of the format (" + e.getMessage() + ")");
        }
        header.checkLayout();
        return header.entries;
    }

    private void read(JsonReader reader) throws IOException {
        reader.beginObject();
        boolean metadata = false;
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (name.equals(METADATA) ? metadata : entries.containsKey(name)) {
                throw Safetensors.bad(path, "its header names " + name + " twice");
            } else if (name.equals(METADATA)) {
                metadata = true;
                reader.skipValue();
            } else if (entries.size() == MAX_TENSORS) {
                throw Safetensors.bad(path, "it holds more than " + MAX_TENSORS + " tensors");
            } else {
                entries.put(name, entry(name, reader));
            }
        }
        reader.endObject();
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw Safetensors.bad(path, "something follows the JSON in its header");
        }
    }

    private Entry entry(String name, JsonReader reader) throws IOException {
        String dtype = null;
        long[] shape = null;
        long[] offsets = null;
        reader.beginObject();
        while (reader.hasNext()) {
            switch (reader.nextName()) {
                case "dtype" -> dtype = reader.nextString();
                case "shape" -> shape = longs(name, reader);
                case "data_offsets" -> offsets = longs(name, reader);
                default -> reader.skipValue();
            }
        }
        reader.endObject();
        if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
            throw Safetensors.bad(path, "tensor " + name + " lacks dtype, shape or data_offsets");
        }
        return entry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private Entry entry(String name, String dtype, long[] shape, long begin, long end) {
        Integer size = TYPES.get(dtype);
        if (size == null) {
            throw Safetensors.bad(path, "tensor " + name + " has the unknown type " + dtype);
        }
        long bytes = size;
        try {
            for (long d : shape) {
                if (d < 0) {
                    throw Safetensors.bad(path, "tensor " + name + " has a negative size");
                }
                bytes = Math.multiplyExact(bytes, d);
            }
        } catch (ArithmeticException e) {
            bytes = -1;
        }
        if (bytes < 0 || begin < 0 || end > dataBytes || begin > end || end - begin != bytes) {
            throw Safetensors.bad(path, "tensor " + name + " of shape " + Arrays.toString(shape) + " does not lie where the header says");
        }
        return new Entry(dtype, shape, dataBegin + begin, bytes);
    }

    private long[] longs(String name, JsonReader reader) throws IOException {
        long[] out = new long[MAX_DIMENSIONS];
        int n = 0;
        reader.beginArray();
        while (reader.hasNext()) {
            if (n == out.length) {
                throw Safetensors.bad(path, "tensor " + name + " has more than " + MAX_DIMENSIONS + " dimensions");
            }
            out[n++] = reader.nextLong();
        }
        reader.endArray();
        return Arrays.copyOf(out, n);
    }

    private void checkLayout() {
        List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(entries.entrySet());
        inOrder.sort(Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
                .thenComparingLong(e -> e.getValue().bytes()));
        long at = dataBegin;
        for (Map.Entry<String, Entry> e : inOrder) {
            if (e.getValue().begin() != at) {
                throw Safetensors.bad(path, "tensor " + e.getKey() + (e.getValue().begin() < at ? " overlaps the one before it"
                        : " leaves a gap before it"));
            }
            at += e.getValue().bytes();
        }
        if (at != dataBegin + dataBytes) {
            throw Safetensors.bad(path, "its tensors end at byte " + at + ", the file at byte " + (dataBegin + dataBytes));
        }
    }
}
