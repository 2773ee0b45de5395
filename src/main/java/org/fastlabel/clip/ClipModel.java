package org.fastlabel.clip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.Settings;
import org.fastlabel.clip.ClipConfig.SiglipText;
import org.fastlabel.media.image.Raster;
import org.fastlabel.torch.Precision;

/**
 * A CLIP checkpoint, ready to embed. Reads a Hugging Face folder ({@code config.json}, {@code model.safetensors} or shards,
 * {@code preprocessor_config.json}, {@code tokenizer.json}) or an open_clip folder ({@code open_clip_config.json},
 * {@code open_clip_model.safetensors}, {@code tokenizer.json}). Safe from any thread.
 */
public final class ClipModel implements AutoCloseable {

    private static final int TEXT_BATCH = 64;

    private final String id;
    private final String name;
    private final ClipConfig config;
    private final ClipPreprocessing preprocessing;
    private final ClipTokenizer tokenizer;
    private final ClipProgram program;
    private final float logitScale;
    private final float logitBias;
    private volatile ClipPace pace = ClipPace.UNKNOWN;

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

    /** In the precision that the settings name. @see #open(Path, String, String) */
    public static ClipModel open(Path folder, String device) {
        return open(folder, device, Settings.precision());
    }

    /**
     * @param device    as {@link org.fastlabel.torch.Torch#place} takes it
     * @param precision as {@link Precision#of} takes it
     * @throws InvalidInput with code {@code bad-checkpoint} or {@code bad-safetensors} when the folder is incomplete, of
     *         another architecture, or has tensors of wrong shapes; the message names the file and the tensor
     */
    public static ClipModel open(Path folder, String device, String precision) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput("bad-checkpoint", "The checkpoint folder " + folder.getFileName() + " does not exist.");
        }
        boolean openClip = ConfigReader.isOpenClip(folder);
        ClipConfig config = ConfigReader.read(folder);
        ClipTokenizer tokenizer = ClipTokenizer.open(folder, config.text());
        try (TensorFiles files = new TensorFiles(folder, openClip ? "open_clip_model.safetensors" : "model.safetensors")) {
            WeightSource source = (tensor, shape, first, count) -> openClip ? files.floats(tensor, shape, first, count)
                    : HuggingFaceNames.read(files, tensor, shape, first, count);
            Fingerprint fingerprint = new Fingerprint(config, source);
            ClipProgram program = new ClipProgram(config, fingerprint, device, precision);
            String name = folder.getFileName().toString();
            return new ClipModel(name.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + fingerprint, name, config, tokenizer, program,
                    source.read("logit_scale", new long[0], 0, 1)[0],
                    config.text() instanceof SiglipText ? source.read("logit_bias", new long[0], 0, 1)[0] : 0);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /**
     * Finds out how many pictures are best embedded together and how many that makes per second; what an earlier process
     * found is taken over.
     *
     * @param folder where findings are kept
     */
    public void measure(Path folder) {
        int side = preprocessing.side();
        pace = ClipPace.of(folder.resolve(id + "-" + device().replaceAll("[^a-z0-9]", "") + "-" + precision() + ".json"),
                n -> program.images(new float[n * 3 * side * side], n));
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

    /** {@code float32}, {@code bfloat16} or {@code float16}. */
    public String precision() {
        return program.precision().wireName();
    }

    /** Pictures that are best embedded together. */
    public int imageBatch() {
        return pace.batch();
    }

    /** As {@link #measure} found it, or as was seen since; 0 before. */
    public double imagesPerSecond() {
        return pace.imagesPerSecond();
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
        return embedPrepared(images.parallelStream().map(this::prepared).toList());
    }

    /** The square of a picture that the model looks at, small enough to be kept until its turn comes. */
    public Raster prepared(Raster image) {
        return preprocessing.square(image);
    }

    /** @param squares as {@link #prepared} gives them @return one unit-length row for each, in order */
    public float[][] embedPrepared(List<Raster> squares) {
        int side = preprocessing.side();
        int values = 3 * side * side;
        int most = imageBatch();
        float[][] out = new float[squares.size()][];
        for (int from = 0; from < squares.size(); from += most) {
            List<Raster> batch = squares.subList(from, Math.min(squares.size(), from + most));
            float[] pixels = new float[batch.size() * values];
            IntStream.range(0, batch.size()).parallel()
                    .forEach(i -> preprocessing.normalised(batch.get(i), pixels, i * values));
            long start = System.nanoTime();
            float[][] rows = unitImages(pixels, batch.size());
            pace = pace.seen(batch.size(), System.nanoTime() - start);
            System.arraycopy(rows, 0, out, from, rows.length);
        }
        return out;
    }

    /**
     * Texts of like length go together, and each batch is as long as its longest text: what pads a text has no influence
     * on CLIP. (SigLIP looks at the last place, whatever stands there, and gets the whole length.)
     *
     * @return one unit-length row per text, in order; texts beyond the context length are cut
     */
    public float[][] embedTexts(List<String> texts) {
        List<long[]> ids = texts.stream()
                .map(config.text() instanceof SiglipText ? tokenizer::encodePadded : tokenizer::encode).toList();
        int[] byLength = IntStream.range(0, ids.size()).boxed().sorted(Comparator.comparingInt(i -> ids.get(i).length))
                .mapToInt(i -> i).toArray();
        float[][] out = new float[texts.size()][];
        for (int from = 0; from < byLength.length; from += TEXT_BATCH) {
            int[] batch = Arrays.copyOfRange(byLength, from, Math.min(byLength.length, from + TEXT_BATCH));
            int length = ids.get(batch[batch.length - 1]).length;
            long[] padded = new long[batch.length * length];
            for (int i = 0; i < batch.length; i++) {
                long[] row = ids.get(batch[i]);
                System.arraycopy(row, 0, padded, i * length, row.length);
            }
            float[][] rows = unit(program.texts(padded, batch.length), config.embedDim());
            for (int i = 0; i < batch.length; i++) {
                out[batch[i]] = rows[i];
            }
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

    /** @param pixels of n pictures, normalised @return one unit-length row for each */
    float[][] unitImages(float[] pixels, int n) {
        return unit(program.images(pixels, n), config.embedDim());
    }

    /** Rows of so many values, one after the other, brought to unit length. */
    static float[][] unit(float[] rows, int dim) {
        float[][] out = new float[rows.length / dim][dim];
        for (int i = 0; i < out.length; i++) {
            double square = 0;
            for (int d = 0; d < dim; d++) {
                square += (double) rows[i * dim + d] * rows[i * dim + d];
            }
            float scale = (float) (1 / Math.max(Math.sqrt(square), 1e-12));
            for (int d = 0; d < dim; d++) {
                out[i][d] = rows[i * dim + d] * scale;
            }
        }
        return out;
    }

    @Override
    public void close() {
        program.close();
        tokenizer.close();
    }
}
