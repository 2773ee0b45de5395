package org.fastlabel.clip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.media.image.Raster;

/**
 * A CLIP checkpoint, ready to embed. Reads a Hugging Face folder ({@code config.json}, {@code model.safetensors} or shards,
 * {@code preprocessor_config.json}, {@code tokenizer.json}) or an open_clip folder ({@code open_clip_config.json},
 * {@code open_clip_model.safetensors}, {@code tokenizer.json}). Safe from any thread.
 */
public final class ClipModel implements AutoCloseable {

    /** Pictures per call of the native engine. */
    private static final int IMAGE_BATCH = 64;
    private static final int TEXT_BATCH = 64;

    private final String id;
    private final String name;
    private final ClipConfig config;
    private final ClipPreprocessing preprocessing;
    private final ClipTokenizer tokenizer;
    private final ClipProgram program;
    private final float logitScale;
    private final float logitBias;

    private ClipModel(String id, String name, ClipConfig config, ClipTokenizer tokenizer, ClipProgram program, float logitScale,
                      float logitBias) {
        this.id = id;
        this.name = name;
        this.config = config;
        this.preprocessing = new ClipPreprocessing(config.preprocess());
        this.tokenizer = tokenizer;
        this.program = program;
        this.logitScale = logitScale;
        this.logitBias = logitBias;
    }

    /**
     * @param device as {@link org.fastlabel.torch.Torch#device} takes it
     * @throws InvalidInput with code {@code bad-checkpoint} or {@code bad-safetensors} when the folder is incomplete, of
     *         another architecture, or has tensors of wrong shapes; the message names the file and the tensor
     */
    public static ClipModel open(Path folder, String device) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput("bad-checkpoint", "The checkpoint folder " + folder.getFileName() + " does not exist.");
        }
        boolean openClip = ConfigReader.isOpenClip(folder);
        ClipConfig config = ConfigReader.read(folder);
        Map<String, long[]> shapes = WeightNames.of(config);
        Map<String, float[]> tensors = new LinkedHashMap<>();
        try (TensorFiles files = new TensorFiles(folder, openClip ? "open_clip_model.safetensors" : "model.safetensors")) {
            shapes.forEach((tensor, shape) -> tensors.put(tensor,
                    openClip ? files.floats(tensor, shape) : HuggingFaceNames.read(files, tensor, shape)));
        }
        String fingerprint = fingerprint(config, tensors);
        ClipTokenizer tokenizer = ClipTokenizer.open(folder, config.text());
        String name = folder.getFileName().toString();
        return new ClipModel(name.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + fingerprint, name, config, tokenizer,
                new ClipProgram(config, shapes, tensors, device), tensors.get("logit_scale")[0],
                tensors.getOrDefault("logit_bias", new float[1])[0]);
    }

    /** What the model computes depends on these alone: the same numbers give the same id, wherever the folder lies. */
    private static String fingerprint(ClipConfig config, Map<String, float[]> tensors) {
        CRC32 crc = new CRC32();
        crc.update(config.preprocess().toString().getBytes(StandardCharsets.UTF_8));
        tensors.forEach((tensor, values) -> {
            crc.update(tensor.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(values.length * 4);
            bytes.asFloatBuffer().put(values);
            crc.update(bytes);
        });
        return String.format("%08x", crc.getValue());
    }

    /** Name and fingerprint; file-name safe. */
    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public int embedDim() {
        return config.embedDim();
    }

    /** Where it runs, for people: {@code cpu}, {@code gpu(0)}. */
    public String device() {
        return program.device();
    }

    /** Natural logarithm of the factor that turns a cosine similarity into a logit. */
    public float logitScale() {
        return logitScale;
    }

    /** What SigLIP adds to that logit, of which the sigmoid is the probability; 0 for CLIP, whose softmax knows none. */
    public float logitBias() {
        return logitBias;
    }

    /** For people: {@code ViT-B/32}. */
    public String architecture() {
        return config.architecture();
    }

    /** @return one unit-length row per picture, in order */
    public float[][] embedImages(List<Raster> images) {
        int side = preprocessing.side();
        int values = 3 * side * side;
        float[][] out = new float[images.size()][];
        for (int from = 0; from < images.size(); from += IMAGE_BATCH) {
            List<Raster> batch = images.subList(from, Math.min(images.size(), from + IMAGE_BATCH));
            float[] pixels = new float[batch.size() * values];
            IntStream.range(0, batch.size()).parallel()
                    .forEach(i -> preprocessing.pixels(batch.get(i), pixels, i * values));
            split(program.images(pixels, batch.size()), out, from);
        }
        return out;
    }

    /** @return one unit-length row per text, in order; texts beyond the context length are cut */
    public float[][] embedTexts(List<String> texts) {
        float[][] out = new float[texts.size()][];
        for (int from = 0; from < texts.size(); from += TEXT_BATCH) {
            List<String> batch = texts.subList(from, Math.min(texts.size(), from + TEXT_BATCH));
            long[] ids = batch.stream().flatMapToLong(t -> java.util.Arrays.stream(tokenizer.encodePadded(t))).toArray();
            split(program.texts(ids, batch.size()), out, from);
        }
        return out;
    }

    /** For the parity tests: embeddings of given pixels, before normalisation. */
    float[] rawImages(float[] pixels, int n) {
        return program.images(pixels, n);
    }

    float[] rawTexts(long[] ids, int n) {
        return program.texts(ids, n);
    }

    ClipPreprocessing preprocessing() {
        return preprocessing;
    }

    ClipTokenizer tokenizer() {
        return tokenizer;
    }

    private void split(float[] rows, float[][] out, int from) {
        int dim = config.embedDim();
        for (int i = 0; i < rows.length / dim; i++) {
            double square = 0;
            for (int d = 0; d < dim; d++) {
                square += (double) rows[i * dim + d] * rows[i * dim + d];
            }
            float scale = (float) (1 / Math.max(Math.sqrt(square), 1e-12));
            float[] row = new float[dim];
            for (int d = 0; d < dim; d++) {
                row[d] = rows[i * dim + d] * scale;
            }
            out[from + i] = row;
        }
    }

    @Override
    public void close() {
        program.close();
        tokenizer.close();
    }
}
