package org.fastlabel.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Set;
import org.fastlabel.clip.WeightSource;
import org.fastlabel.torch.Pieces;
import org.fastlabel.torch.Precision;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/**
 * Brings a model's weights into the native engine, part by part. At any moment one tensor exists twice there, and of a large one
 * only a piece lies on the Java heap.
 */
final class FluxLoadingProgram {

    /** Told after each tensor; throws {@link java.util.concurrent.CancellationException} to end the loading. */
    interface Progress {

        /** @param bytes that the tensor takes from now on */
        void loaded(String part, long bytes);
    }

    /** The slope of quick_gelu. */
    private static final double QUICK = 1.702;
    /** Matrices that rows are looked up in, which no product reads. */
    private static final Set<String> TABLES = Set.of("shared.weight", "token_embedding.weight", "positional_embedding",
            "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight");

    private final FluxFolder folder;
    private final NDManager root;
    private final TorchProgram program;
    private final boolean packed;
    private final WeightDigest digest;
    private final Progress progress;

    /** @param packed whether the program arranges weights beforehand: {@code products_onednn.py} */
    FluxLoadingProgram(FluxFolder folder, NDManager root, TorchProgram program, boolean packed, WeightDigest digest, Progress progress) {
        this.folder = folder;
        this.root = root;
        this.program = program;
        this.packed = packed;
        this.digest = digest;
        this.progress = progress;
    }

    Weights read(String part, Precision precision) {
        Weights weights = Weights.toBePut();
        try {
            return folder.reading(part, files -> {
                WeightSource source = FluxFolder.source(part, files);
                FluxWeights.of(part, folder.config()).forEach((name, shape) -> {
                    put(weights, source, name, shape, precision);
                    progress.loaded(part, new Shape(shape).size() * precision.bytes());
                });
                return weights;
            });
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private void put(Weights weights, WeightSource source, String name, long[] shape, Precision precision) {
        digest.add(name);
        try (NDArray tensor = Pieces.tensor(root, program, (first, count) -> {
            float[] values = source.read(name, shape, first, count);
            digest.add(values);
            return values;
        }, new Shape(shape))) {
            program.call("put", weights, name, tensor, precision.code(), packed && product(name, shape), factor(name));
        }
    }

    /** Weights of products are arranged, except those of which CLIP's last block takes parts: see {@code attention_of_one}. */
    private boolean product(String name, long[] shape) {
        String last = "transformer.resblocks." + (folder.config().clip().layers() - 1) + ".attn.in_proj_weight";
        return shape.length == 2 && !TABLES.contains(name) && !name.equals(last);
    }

    /** What {@code products_onednn.py} wants multiplied into the weights around quick_gelu. */
    private double factor(String name) {
        if (!packed || !folder.config().clip().quickGelu()) {
            return 1;
        }
        return name.contains(".mlp.c_fc.") ? QUICK : name.endsWith(".mlp.c_proj.weight") ? 1 / QUICK : 1;
    }
}
