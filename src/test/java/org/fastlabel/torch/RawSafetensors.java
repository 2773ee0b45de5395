package org.fastlabel.torch;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes safetensors files byte by byte, true ones of any type and false ones: for tests. */
public final class RawSafetensors {

    /** How float32 values are stored. Rounding is to the nearest, ties upwards: what the tests compare is rounded beforehand. */
    public enum Type {
        F64(8), F32(4), F16(2), BF16(2);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** The nearest value that this type can hold, found by arithmetic and not by the bits of the code under test. */
        public float round(float value) {
            if (this == F64 || this == F32 || value == 0) {
                return value;
            }
            int exponent = Math.getExponent(value);
            // bfloat16 has 8 significant bits, float16 has 11 and no exponent below -14.
            int unit = this == BF16 ? exponent - 7 : Math.max(exponent, -14) - 10;
            return (float) Math.scalb(Math.rint(Math.scalb((double) value, -unit)), unit);
        }

        private void put(ByteBuffer out, float value) {
            switch (this) {
                case F64 -> out.putDouble(value);
                case F32 -> out.putFloat(value);
                case BF16 -> out.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
                default -> out.putShort(half(value));
            }
        }

        private static short half(float value) {
            int sign = value < 0 || 1 / value < 0 ? 0x8000 : 0;
            double magnitude = Math.abs((double) value);
            if (magnitude < 0x1p-14) {
                return (short) (sign | (int) (magnitude * 0x1p24));
            }
            int exponent = Math.getExponent(magnitude);
            return (short) (sign | exponent + 15 << 10 | (int) (Math.scalb(magnitude, 10 - exponent) - 1024));
        }
    }

    /** A tensor. */
    public record Tensor(long[] shape, float[] values) {
    }

    private RawSafetensors() {
    }

    /** The floating-point tensors of a file. */
    public static Map<String, Tensor> read(Path file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (Safetensors in = Safetensors.open(file)) {
            in.entries().forEach((name, e) -> {
                if (e.dtype().contains("F")) {
                    tensors.put(name, new Tensor(e.shape(), in.floats(name)));
                }
            });
        }
        return tensors;
    }

    public static Map<String, Tensor> rounded(Map<String, Tensor> tensors, Type type) {
        Map<String, Tensor> out = new LinkedHashMap<>();
        tensors.forEach((name, t) -> {
            float[] values = t.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = type.round(values[i]);
            }
            out.put(name, new Tensor(t.shape(), values));
        });
        return out;
    }

    public static void write(Path file, Map<String, Tensor> tensors, Type type) throws IOException {
        JsonObject header = new JsonObject();
        long at = 0;
        for (Map.Entry<String, Tensor> t : tensors.entrySet()) {
            long end = at + (long) t.getValue().values().length * type.bytes;
            header.add(t.getKey(), JsonParser.parseString("{\"dtype\": \"" + type + "\", \"shape\": "
                    + Arrays.toString(t.getValue().shape()) + ", \"data_offsets\": [" + at + ", " + end + "]}"));
            at = end;
        }
        ByteBuffer data = ByteBuffer.allocate(Math.toIntExact(at)).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor t : tensors.values()) {
            for (float value : t.values()) {
                type.put(data, value);
            }
        }
        Files.write(file, file(header.toString(), data.array()));
    }

    /** A file with this header and this data, whatever they say. */
    public static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).put(data)
                .array();
    }
}
