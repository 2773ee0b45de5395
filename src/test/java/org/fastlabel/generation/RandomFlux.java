package org.fastlabel.generation;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Models of other sizes with random weights, made of the tiny one: its tokenizers and CLIP tower stay, parts get another configuration
 * and weights that keep what is computed of common size. Written as it is made: no tensor is held as a whole.
 */
final class RandomFlux {

    private static final int PIECE = 1 << 16;

    private final Path folder;
    private final boolean half;
    private final long shardBytes;

    /** @param half whether weights are stored as bfloat16, else float32 @param shardBytes beyond which another shard begins */
    RandomFlux(Path folder, boolean half, long shardBytes) {
        this.folder = folder;
        this.half = half;
        this.shardBytes = shardBytes;
    }

    /** Changes numbers in a part's configuration, lists too; weights follow by {@link #write}. */
    RandomFlux with(String part, Map<String, Object> settings) throws IOException {
        Path file = folder.resolve(part).resolve("config.json");
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        settings.forEach((key, value) -> {
            if (value instanceof List<?> list) {
                JsonArray array = new JsonArray();
                list.forEach(n -> array.add((Number) n));
                json.add(key, array);
            } else {
                json.addProperty(key, (Number) value);
            }
        });
        Files.writeString(file, json.toString());
        return this;
    }

    /** Draws the weights of some parts anew. */
    void write(String... parts) throws IOException {
        FluxConfig config = FluxConfig.read(folder);
        for (String part : parts) {
            try (var files = Files.list(folder.resolve(part))) {
                for (Path file : files.filter(f -> f.toString().contains(".safetensors")).toList()) {
                    Files.delete(file);
                }
            }
            List<Map<String, long[]>> shards = new ArrayList<>();
            long bytes = Long.MAX_VALUE / 2;
            for (Map.Entry<String, long[]> tensor : FluxWeights.of(part, config).entrySet()) {
                bytes += size(tensor.getValue());
                if (bytes > shardBytes) {
                    shards.add(new LinkedHashMap<>());
                    bytes = size(tensor.getValue());
                }
                shards.get(shards.size() - 1).put(tensor.getKey(), tensor.getValue());
            }
            write(folder.resolve(part), part.startsWith("text") ? "model" : "diffusion_pytorch_model", shards);
        }
    }

    private static long elements(long[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    private long size(long[] shape) {
        return elements(shape) * (half ? 2 : 4);
    }

    private void write(Path part, String name, List<Map<String, long[]>> shards) throws IOException {
        JsonObject map = new JsonObject();
        for (int i = 0; i < shards.size(); i++) {
            String file = shards.size() == 1 ? name + ".safetensors"
                    : String.format("%s-%05d-of-%05d.safetensors", name, i + 1, shards.size());
            shards.get(i).keySet().forEach(tensor -> map.addProperty(tensor, file));
            shard(part.resolve(file), shards.get(i), i);
        }
        if (shards.size() > 1) {
            JsonObject index = new JsonObject();
            index.add("weight_map", map);
            Files.writeString(part.resolve(name + ".safetensors.index.json"), index.toString());
        }
    }

    private void shard(Path file, Map<String, long[]> tensors, int seed) throws IOException {
        JsonObject header = new JsonObject();
        long at = 0;
        for (Map.Entry<String, long[]> tensor : tensors.entrySet()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("dtype", half ? "BF16" : "F32");
            JsonArray shape = new JsonArray();
            Arrays.stream(tensor.getValue()).forEach(shape::add);
            entry.add("shape", shape);
            JsonArray range = new JsonArray();
            range.add(at);
            at += size(tensor.getValue());
            range.add(at);
            entry.add("data_offsets", range);
            header.add(tensor.getKey(), entry);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(seed);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
            out.write(json);
            for (Map.Entry<String, long[]> tensor : tensors.entrySet()) {
                values(out, tensor.getKey(), tensor.getValue(), random);
            }
        }
    }

    private void values(OutputStream out, String name, long[] shape, SplittableRandom random) throws IOException {
        boolean gain = shape.length == 1 && name.endsWith(".weight");
        double spread = shape.length > 1 ? 1.7 / Math.sqrt(elements(shape) / (double) shape[0]) : 0.1;
        ByteBuffer piece = ByteBuffer.allocate(4 * PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (long left = elements(shape); left > 0; left -= PIECE) {
            piece.clear();
            for (int i = 0; i < Math.min(left, PIECE); i++) {
                float value = (float) ((gain ? 1 : 0) + spread * (2 * random.nextDouble() - 1));
                if (half) {
                    piece.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
                } else {
                    piece.putFloat(value);
                }
            }
            out.write(piece.array(), 0, piece.position());
        }
    }
}
