package org.fastlabel.labeling.models;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.head.Network;
import org.fastlabel.labeling.head.Network.Layer;
import org.fastlabel.torch.Safetensors;
import org.fastlabel.torch.TorchArchive;

/**
 * A model as a file for other programs. Its rows are the classes that were alive, in the order of their ids; each file
 * carries the card, the names of its rows among it.
 */
final class ModelExport {

    enum Format {
        SAFETENSORS("safetensors"), ONNX("onnx"), TORCHSCRIPT("pt");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        String fileName(ModelCard card) {
            return "head-" + card.id() + "." + ending;
        }

        static List<String> names() {
            return Arrays.stream(values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
        }

        static Format named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    private ModelExport() {
    }

    static byte[] of(ModelCard card, Head head, Format format) {
        List<LabelClass> live = card.classes().live().stream().filter(c -> c.id() < head.classes()).toList();
        Network network = head.network().only(live.stream().mapToInt(LabelClass::id).toArray());
        JsonArrayBuilder names = Json.createArrayBuilder();
        live.forEach(c -> names.add(c.name()));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("classes", names.build().toString());
        metadata.put("card", card.toJson().toString());
        return switch (format) {
            case SAFETENSORS -> safetensors(network, metadata);
            case ONNX -> OnnxFile.of(network, "head", metadata);
            case TORCHSCRIPT -> torchscript(network, metadata);
        };
    }

    private static byte[] safetensors(Network network, Map<String, String> metadata) {
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        tensors(network).forEach((name, t) -> tensors.put(name, new Safetensors.Tensor(t.shape(), t.values(), false)));
        Map<String, String> described = new LinkedHashMap<>(metadata);
        described.put("format", "pt");
        described.put("computes", "softmax(layers((x - mean) / scale) / temperature), ReLU between layers");
        return Safetensors.bytes(tensors, described);
    }

    private static Map<String, TorchArchive.Tensor> tensors(Network network) {
        Map<String, TorchArchive.Tensor> tensors = new LinkedHashMap<>();
        tensors.put("mean", vector(network.mean()));
        tensors.put("scale", vector(network.scale()));
        for (int l = 0; l < network.layers().size(); l++) {
            Layer layer = network.layers().get(l);
            tensors.put("layers." + l + ".weight", new TorchArchive.Tensor(new long[] {layer.out(), layer.in()}, layer.weight()));
            tensors.put("layers." + l + ".bias", vector(layer.bias()));
        }
        tensors.put("temperature", vector(new float[] {network.temperature()}));
        return tensors;
    }

    private static TorchArchive.Tensor vector(float[] values) {
        return new TorchArchive.Tensor(new long[] {values.length}, values);
    }

    /** {@code forward(embedding [N, dim]) -> probs [N, classes]}, and {@code logits} beside it. */
    private static byte[] torchscript(Network network, Map<String, String> metadata) {
        Map<String, TorchArchive.Tensor> tensors = new LinkedHashMap<>();
        tensors(network).forEach((name, t) -> tensors.put(attribute(name), t));
        StringBuilder source = new StringBuilder("class Program(Module):\n  __parameters__ = []\n  __buffers__ = [");
        tensors.keySet().forEach(name -> source.append('"').append(name).append("\", "));
        source.append("]\n  training : bool\n");
        tensors.keySet().forEach(name -> source.append("  ").append(name).append(" : Tensor\n"));
        source.append("  def logits(self, x: Tensor) -> Tensor:\n    y = torch.div(torch.sub(x, self.mean), self.scale)\n");
        for (int l = 0; l < network.layers().size(); l++) {
            source.append(l == 0 ? "" : "    y = torch.relu(y)\n")
                    .append("    y = torch.addmm(self.layers_").append(l).append("_bias, y, torch.t(self.layers_").append(l)
                    .append("_weight))\n");
        }
        source.append("    return torch.div(y, self.temperature)\n"
                + "  def forward(self, x: Tensor) -> Tensor:\n    return torch.softmax(self.logits(x), 1)\n");
        Map<String, String> files = new LinkedHashMap<>();
        metadata.forEach((name, text) -> files.put(name + ".json", text));
        return TorchArchive.of(source.toString(), tensors, files);
    }

    private static String attribute(String tensor) {
        return tensor.replace('.', '_');
    }
}
