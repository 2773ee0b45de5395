package org.fastlabel.labeling.models;

import java.util.Map;
import org.fastlabel.labeling.head.Network;
import org.fastlabel.labeling.head.Network.Layer;

/**
 * A network as one ONNX file (opset 13): input {@code embedding} float [N, dim]; outputs {@code logits} and {@code probs} float
 * [N, classes]. Numbers of fields are those of ONNX's published message definitions.
 */
final class OnnxFile {

    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;

    private final ProtoMessage graph = new ProtoMessage();

    private OnnxFile() {
    }

    /** @param metadata what the file says about itself */
    static byte[] of(Network network, String name, Map<String, String> metadata) {
        OnnxFile file = new OnnxFile();
        file.nodes(network);
        file.graph.text(2, name);
        file.weights(network);
        file.graph.message(11, value("embedding", network.input())).message(12, value("logits", network.classes()))
                .message(12, value("probs", network.classes()));
        ProtoMessage model = new ProtoMessage().number(1, IR_VERSION).text(2, "FastLabel").message(7, file.graph)
                .message(8, new ProtoMessage().text(1, "").number(2, OPSET));
        metadata.forEach((key, text) -> model.message(14, new ProtoMessage().text(1, key).text(2, text)));
        return model.toBytes();
    }

    private void nodes(Network network) {
        node("Sub", "centred", null, "embedding", "mean");
        node("Div", "x0", null, "centred", "scale");
        int last = network.layers().size() - 1;
        for (int l = 0; l <= last; l++) {
            node("Gemm", "z" + l, attribute("transB", 1), "x" + l, "w" + l, "b" + l);
            if (l < last) {
                node("Relu", "x" + (l + 1), null, "z" + l);
            }
        }
        node("Div", "logits", null, "z" + last, "temperature");
        node("Softmax", "probs", attribute("axis", 1), "logits");
    }

    private void weights(Network network) {
        initializer("mean", network.mean(), network.input());
        initializer("scale", network.scale(), network.input());
        for (int l = 0; l < network.layers().size(); l++) {
            Layer layer = network.layers().get(l);
            initializer("w" + l, layer.weight(), layer.out(), layer.in());
            initializer("b" + l, layer.bias(), layer.out());
        }
        initializer("temperature", new float[] {network.temperature()}, 1);
    }

    private void node(String operator, String output, ProtoMessage attribute, String... inputs) {
        ProtoMessage node = new ProtoMessage();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(3, output).text(4, operator);
        if (attribute != null) {
            node.message(5, attribute);
        }
        graph.message(1, node);
    }

    private static ProtoMessage attribute(String name, long value) {
        return new ProtoMessage().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
    }

    private void initializer(String name, float[] values, int... shape) {
        ProtoMessage tensor = new ProtoMessage();
        for (int d : shape) {
            tensor.number(1, d);
        }
        graph.message(5, tensor.number(2, FLOAT).text(8, name).floats(9, values));
    }

    /** A matrix of any number of rows. */
    private static ProtoMessage value(String name, int columns) {
        ProtoMessage shape = new ProtoMessage().message(1, new ProtoMessage().text(2, "N"))
                .message(1, new ProtoMessage().number(1, columns));
        ProtoMessage type = new ProtoMessage().message(1, new ProtoMessage().number(1, FLOAT).message(2, shape));
        return new ProtoMessage().text(1, name).message(2, type);
    }
}
