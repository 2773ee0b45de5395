package org.fastlabel.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.fastlabel.clip.ClipConfig.ClipText;
import org.fastlabel.clip.ClipConfig.ResNet;
import org.fastlabel.clip.ClipConfig.Vit;
import org.fastlabel.torch.Pieces;
import org.fastlabel.torch.Precision;
import org.fastlabel.torch.TorchProgram;
import org.fastlabel.torch.Weights;

/**
 * Brings weights into the native engine, in the precision and the form that the programs want. At any moment one tensor
 * exists twice, and of a large one only a piece lies on the Java heap.
 */
final class LoadingProgram {

    /** The slope of quick_gelu. */
    private static final double QUICK = 1.702;
    private static final Pattern PRODUCT = Pattern.compile(".*\\.((out|c|q|k|v)_proj|c_fc)\\.weight");

    private final ClipConfig config;
    private final NDManager root;
    private final TorchProgram program;
    private final Precision precision;
    private final boolean packed;
    private final Weights weights = Weights.toBePut();
    /** A convolution and its batch normalisation, until all of the five are there. */
    private final Map<String, NDArray> unfolded = new HashMap<>();

    /** @param packed whether the program arranges weights beforehand: {@code products_onednn.py} */
    LoadingProgram(ClipConfig config, NDManager root, TorchProgram program, Precision precision, boolean packed) {
        this.config = config;
        this.root = root;
        this.program = program;
        this.precision = precision;
        this.packed = packed;
    }

    Weights read(WeightSource source) {
        WeightNames.of(config).forEach((name, shape) -> {
            NDArray tensor = tensor(source, name, shape);
            if (config.vision() instanceof ResNet && partOfConvolution(name)) {
                unfolded.put(name, tensor);
                if (name.endsWith(".running_var")) {
                    fold(name.substring(0, name.length() - ".running_var".length()));
                }
            } else {
                put(name, tensor);
            }
        });
        return weights;
    }

    private NDArray tensor(WeightSource source, String name, long[] shape) {
        long elements = new Shape(shape).size();
        Shape wanted = patches(name) ? new Shape(shape[0], elements / shape[0]) : new Shape(shape);
        return Pieces.tensor(root, program, (first, count) -> source.read(name, shape, first, count), wanted);
    }

    private void put(String name, NDArray tensor) {
        try (NDArray read = tensor) {
            program.call("put", weights, name, read, precision.code(), packed && product(name), factor(name));
        }
    }

    /** Weights of products are arranged, except those of which a last block takes parts: see {@code attention_of_one}. */
    private boolean product(String name) {
        if (name.endsWith(".in_proj_weight")) {
            return !name.equals(lastBlock("transformer", config.text().layers()))
                    && !(config.vision() instanceof Vit v && name.equals(lastBlock("visual.transformer", v.layers())));
        }
        return PRODUCT.matcher(name).matches() || patches(name);
    }

    private static String lastBlock(String tower, int layers) {
        return tower + ".resblocks." + (layers - 1) + ".attn.in_proj_weight";
    }

    /** The first step of a transformer; of a ResNet it is a convolution. */
    private boolean patches(String name) {
        return name.equals("visual.conv1.weight") && !(config.vision() instanceof ResNet);
    }

    /** What {@code products_onednn.py} wants multiplied into the weights around quick_gelu. */
    private double factor(String name) {
        boolean quick = name.startsWith("visual.") ? config.vision() instanceof Vit v && v.quickGelu()
                : config.text() instanceof ClipText t && t.quickGelu();
        if (!packed || !quick) {
            return 1;
        }
        return name.contains(".mlp.c_fc.") ? QUICK : name.endsWith(".mlp.c_proj.weight") ? 1 / QUICK : 1;
    }

    private static boolean partOfConvolution(String name) {
        return name.startsWith("visual.") && !name.startsWith("visual.attnpool.");
    }

    /** Merges each convolution with its batch normalisation: the same function, a quarter fewer operators. */
    private void fold(String bn) {
        String conv = bn.endsWith("downsample.1") ? bn.replace("downsample.1", "downsample.0")
                : bn.replaceFirst("bn(\\d)$", "conv$1");
        NDList parts = new NDList();
        for (String name : new String[] {conv + ".weight", bn + ".weight", bn + ".bias", bn + ".running_mean",
            bn + ".running_var"}) {
            parts.add(unfolded.remove(name));
        }
        try (NDList read = parts) {
            NDList merged = program.run(root, "fold_batch_norm", read.get(0), read.get(1), read.get(2), read.get(3), read.get(4));
            put(conv + ".weight", merged.get(0));
            put(conv + ".bias", merged.get(1));
        }
    }
}
