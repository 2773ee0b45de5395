package org.fastlabel.embedding.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.embedding.text.Onnx.Tensor;

/** A model that turns texts into points: what means the same lies near. Safe from any thread. */
public final class SentenceModel implements AutoCloseable {

    /**
     * Part of a row's length that spelling has, in {@link #embedSpelled}. On labelled English messages such a part changed
     * little either way; for scripts that the model does not know it is nearly all there is.
     */
    private static final double SPELLING = 0.5;
    /** Per call of the native engine, padding included: enough to keep it busy, little enough to stay in the processor's caches. */
    private static final int TOKENS_PER_CALL = 2048;

    private final String id;
    private final String name;
    private final int dim;
    private final SentenceTokenizer tokenizer;
    private final SentenceProgram program;

    /** @param tensors more than the configuration asks for may be there */
    SentenceModel(String name, SentenceConfig config, Map<String, Tensor> tensors, SentenceTokenizer tokenizer, String device) {
        Map<String, Tensor> used = new TreeMap<>();
        config.shapes().forEach((tensor, shape) -> {
            Tensor t = tensors.get(tensor);
            if (t == null || !Arrays.equals(t.shape(), shape)) {
                throw new InvalidInput("bad-checkpoint", name + ": tensor " + tensor + (t == null ? " is missing."
                        : " has shape " + Arrays.toString(t.shape()) + "; the configuration asks for " + Arrays.toString(shape) + "."));
            }
            used.put(tensor, t);
        });
        this.name = name;
        this.id = name.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + fingerprint(config, used);
        this.dim = config.width();
        this.tokenizer = tokenizer;
        this.program = new SentenceProgram(config, used, device);
    }

    /** The model that comes with the program. @param device as {@link org.fastlabel.torch.Torch#device} takes it */
    public static SentenceModel embedded(String device) {
        return EmbeddedSentences.open(device);
    }

    /**
     * A Hugging Face folder of BERT's architecture: {@code config.json}, {@code model.safetensors}, {@code tokenizer.json},
     * and {@code 1_Pooling/config.json} where it has one.
     *
     * @throws InvalidInput with code {@code bad-checkpoint} or {@code bad-safetensors}, naming the file and what is wrong
     */
    public static SentenceModel open(Path folder, String device) {
        return SentenceFolder.open(folder, device);
    }

    private static String fingerprint(SentenceConfig config, Map<String, Tensor> tensors) {
        CRC32 crc = new CRC32();
        crc.update(config.toString().getBytes(StandardCharsets.UTF_8));
        tensors.forEach((tensor, t) -> {
            crc.update(tensor.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(t.values().length * 4);
            bytes.asFloatBuffer().put(t.values());
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

    public int dim() {
        return dim;
    }

    public String device() {
        return program.device();
    }

    /** @return one unit-length row per text, in order; of long texts only the beginning counts, an empty one has a row as well */
    public float[][] embed(List<String> texts) {
        long[][] ids = new long[texts.size()][];
        IntStream.range(0, ids.length).parallel().forEach(i -> ids[i] = tokenizer.encode(texts.get(i)));
        // Texts of like length share a call: less padding.
        int[] order = IntStream.range(0, ids.length).boxed().sorted(Comparator.comparingInt(i -> ids[i].length))
                .mapToInt(Integer::intValue).toArray();
        float[][] out = new float[ids.length][];
        for (int from = 0, to = 0; from < order.length; from = to) {
            while (to < order.length && (to == from || (to + 1 - from) * ids[order[to]].length <= TOKENS_PER_CALL)) {
                to++;
            }
            call(ids, Arrays.copyOfRange(order, from, to), out);
        }
        return out;
    }

    /** Length of a row of {@link #embedSpelled}. */
    public int spelledDim() {
        return dim + Lexical.DIM;
    }

    /** As {@link #embed}, with the {@link Lexical} row behind each, also at unit length: the dot product weighs sense and spelling. */
    public float[][] embedSpelled(List<String> texts) {
        float[][] rows = embed(texts);
        float sense = (float) Math.sqrt(1 - SPELLING * SPELLING);
        for (int i = 0; i < rows.length; i++) {
            float[] spelled = Lexical.row(texts.get(i));
            float[] row = Arrays.copyOf(rows[i], spelledDim());
            for (int d = 0; d < row.length; d++) {
                row[d] = d < dim ? row[d] * sense : spelled[d - dim] * (float) SPELLING;
            }
            rows[i] = row;
        }
        return rows;
    }

    /** @param chosen in rising length */
    private void call(long[][] ids, int[] chosen, float[][] out) {
        int longest = ids[chosen[chosen.length - 1]].length;
        long[] padded = new long[chosen.length * longest];
        long[] lengths = new long[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            lengths[i] = ids[chosen[i]].length;
            System.arraycopy(ids[chosen[i]], 0, padded, i * longest, ids[chosen[i]].length);
        }
        float[] rows = program.encode(padded, lengths);
        for (int i = 0; i < chosen.length; i++) {
            out[chosen[i]] = Arrays.copyOfRange(rows, i * dim, (i + 1) * dim);
        }
    }

    @Override
    public void close() {
        program.close();
        tokenizer.close();
    }
}
