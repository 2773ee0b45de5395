package org.fastlabel.clip;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.fastlabel.torch.Half;

/**
 * Checkpoints of real shapes with random weights, in open_clip's layout, so that shapes, memory and speed of the real thing
 * can be tried without it. Written as it is made: no tensor is held as a whole.
 */
final class RandomCheckpoint {

    /** {@code F32}, {@code F16} or {@code BF16}. */
    private final String dtype;
    private final JsonObject vision = new JsonObject();
    private final JsonObject text = new JsonObject();
    private final JsonObject model = new JsonObject();

    private RandomCheckpoint(String dtype, int embedDim, boolean quickGelu) {
        this.dtype = dtype;
        model.addProperty("embed_dim", embedDim);
        model.addProperty("quick_gelu", quickGelu);
        model.add("vision_cfg", vision);
        model.add("text_cfg", text);
        text.addProperty("context_length", 77);
        text.addProperty("vocab_size", 49408);
    }

    /** ViT-B/32 with so many layers in each tower; 12 make the real one. */
    static RandomCheckpoint vitB32(String dtype, int layers, boolean quickGelu) {
        return new RandomCheckpoint(dtype, 512, quickGelu).vision(224, 32, 768, layers).text(512, 8, layers);
    }

    /** ViT-L/14, 428 million parameters. */
    static RandomCheckpoint vitL14(String dtype) {
        return new RandomCheckpoint(dtype, 768, true).vision(224, 14, 1024, 24).text(768, 12, 12);
    }

    private RandomCheckpoint vision(int size, int patch, int width, int layers) {
        vision.addProperty("image_size", size);
        vision.addProperty("patch_size", patch);
        vision.addProperty("width", width);
        vision.addProperty("layers", layers);
        return this;
    }

    private RandomCheckpoint text(int width, int heads, int layers) {
        text.addProperty("width", width);
        text.addProperty("heads", heads);
        text.addProperty("layers", layers);
        return this;
    }

    /** Writes the folder, unless it is there already from an earlier run. */
    Path write(Path folder, long seed) throws IOException {
        Path weights = folder.resolve("open_clip_model.safetensors");
        if (Files.exists(weights)) {
            return folder;
        }
        Files.createDirectories(folder);
        JsonObject config = new JsonObject();
        config.add("model_cfg", model);
        Files.writeString(folder.resolve("open_clip_config.json"), config.toString());
        Files.copy(Fixtures.folder("openclip").resolve("tokenizer.json"), folder.resolve("tokenizer.json"),
                StandardCopyOption.REPLACE_EXISTING);
        Path part = folder.resolve("weights.part");
        Map<String, long[]> shapes = WeightNames.of(ConfigReader.openClip(folder));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 20)) {
            header(out, shapes);
            SplittableRandom random = new SplittableRandom(seed);
            for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
                values(out, tensor.getKey(), tensor.getValue(), random);
            }
        }
        Files.move(part, weights, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    private int bytes() {
        return dtype.equals("F32") ? 4 : 2;
    }

    private void header(OutputStream out, Map<String, long[]> shapes) throws IOException {
        JsonObject header = new JsonObject();
        long offset = 0;
        for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("dtype", dtype);
            JsonArray shape = new JsonArray();
            Arrays.stream(tensor.getValue()).forEach(shape::add);
            entry.add("shape", shape);
            JsonArray range = new JsonArray();
            range.add(offset);
            offset += elements(tensor.getValue()) * bytes();
            range.add(offset);
            entry.add("data_offsets", range);
            header.add(tensor.getKey(), entry);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
        out.write(json);
    }

    private static long elements(long[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** Of the size that training would start from, so that activations stay as small as in a real model. */
    private void values(OutputStream out, String name, long[] shape, SplittableRandom random) throws IOException {
        long n = elements(shape);
        float mean = name.equals("logit_scale") ? 4.6052f
                : name.matches(".*(ln_\\w+|bn\\d|downsample\\.1)\\.weight|.*running_var") ? 1 : 0;
        double width = shape.length < 2 ? 400 : name.endsWith("embedding.weight") || name.endsWith("positional_embedding") ? 2500
                : name.endsWith("proj") && shape.length == 2 ? shape[0] : (double) n / shape[0];
        // Uniform numbers of deviation width^-1/2.
        float scale = name.equals("logit_scale") ? 0 : (float) (Math.sqrt(3 / width) * 0x1p-31);
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 0; i < n; i++) {
            float value = mean + random.nextInt() * scale;
            switch (dtype) {
                case "F32" -> buffer.putFloat(value);
                case "F16" -> buffer.putShort(Half.fromFloat(value));
                default -> buffer.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
            }
            if (!buffer.hasRemaining() || i == n - 1) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
    }
}
