package org.fastlabel.embedding.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of an ONNX file that weights are read from: stored tensors and the nodes that use them. An ONNX file is one
 * protobuf message, of which a field is a number, a wire type and a value; the numbers are those of {@code onnx.proto}.
 */
final class Onnx {

    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT8 = 3;

    /** @param values float32, or the integers as floats, row-major */
    record Tensor(long[] shape, float[] values) {
    }

    record Node(String name, String operator, List<String> inputs) {
    }

    private final Map<String, Tensor> tensors = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    /** @throws IllegalArgumentException when the bytes are no such file */
    Onnx(byte[] file) {
        try {
            each(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN), (field, value, number) -> {
                if (field == 7) {
                    each(value, this::graph);
                }
            });
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not an ONNX file", e);
        }
    }

    Map<String, Tensor> tensors() {
        return tensors;
    }

    List<Node> nodes() {
        return nodes;
    }

    private void graph(int field, ByteBuffer value, long number) {
        if (field == 1) {
            node(value);
        } else if (field == 5) {
            tensor(value);
        }
    }

    private void node(ByteBuffer message) {
        List<String> inputs = new ArrayList<>();
        String[] names = new String[2];
        each(message, (field, value, number) -> {
            if (field == 1) {
                inputs.add(text(value));
            } else if (field == 3 || field == 4) {
                names[field - 3] = text(value);
            }
        });
        nodes.add(new Node(names[0], names[1], inputs));
    }

    /** Values stand either in {@code raw_data} or, one by one, in {@code float_data} or {@code int32_data}. Other types are left out. */
    private void tensor(ByteBuffer message) {
        List<Long> shape = new ArrayList<>();
        List<Float> single = new ArrayList<>();
        String[] name = new String[1];
        ByteBuffer[] raw = new ByteBuffer[1];
        int[] type = new int[1];
        each(message, (field, value, number) -> {
            switch (field) {
                case 1 -> numbers(value, number, shape);
                case 2 -> type[0] = (int) number;
                case 4 -> {
                    while (value.hasRemaining()) {
                        single.add(value.getFloat());
                    }
                }
                case 5 -> {
                    List<Long> integers = new ArrayList<>();
                    numbers(value, number, integers);
                    integers.forEach(i -> single.add((float) i));
                }
                case 8 -> name[0] = text(value);
                case 9 -> raw[0] = value;
                default -> { }
            }
        });
        if (type[0] != FLOAT && type[0] != UINT8 && type[0] != INT8) {
            return;
        }
        float[] values = new float[raw[0] == null ? single.size() : raw[0].remaining() / (type[0] == FLOAT ? 4 : 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = raw[0] == null ? single.get(i) : type[0] == FLOAT ? raw[0].getFloat()
                    : type[0] == INT8 ? raw[0].get() : raw[0].get() & 0xff;
        }
        tensors.put(name[0], new Tensor(shape.stream().mapToLong(Long::longValue).toArray(), values));
    }

    /** Repeated integers are written one by one or packed. */
    private static void numbers(ByteBuffer packed, long number, List<Long> out) {
        if (packed == null) {
            out.add(number);
        }
        while (packed != null && packed.hasRemaining()) {
            out.add(varint(packed));
        }
    }

    private interface Field {
        /** @param value the field's bytes, little-endian; null where it is a {@code number} */
        void read(int field, ByteBuffer value, long number);
    }

    private static void each(ByteBuffer message, Field reader) {
        while (message.hasRemaining()) {
            long tag = varint(message);
            int field = (int) (tag >>> 3);
            switch ((int) tag & 7) {
                case 0 -> reader.read(field, null, varint(message));
                case 1 -> reader.read(field, bytes(message, 8), 0);
                case 2 -> reader.read(field, bytes(message, Math.toIntExact(varint(message))), 0);
                case 5 -> reader.read(field, bytes(message, 4), 0);
                default -> throw new IllegalArgumentException("wire type " + (tag & 7));
            }
        }
    }

    private static ByteBuffer bytes(ByteBuffer message, int count) {
        ByteBuffer part = message.slice(message.position(), count).order(ByteOrder.LITTLE_ENDIAN);
        message.position(message.position() + count);
        return part;
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = message.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number too long");
    }

    private static String text(ByteBuffer value) {
        return StandardCharsets.UTF_8.decode(value).toString();
    }
}
