package org.fastlabel.media.image;

import jakarta.json.bind.JsonbBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads byte and float tensors of a safetensors file: the length of a JSON header, the header, the data. */
public final class Tensors {

    private final byte[] file;
    private final int data;
    private final Map<String, Map<String, Object>> header;

    @SuppressWarnings("unchecked")
    public Tensors(Path path) throws Exception {
        file = Files.readAllBytes(path);
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        data = 8 + length;
        try (var jsonb = JsonbBuilder.create()) {
            header = jsonb.fromJson(new String(file, 8, length, StandardCharsets.UTF_8), Map.class);
        }
    }

    public byte[] bytes(String name) {
        List<?> offsets = (List<?>) header.get(name).get("data_offsets");
        return Arrays.copyOfRange(file, data + ((Number) offsets.get(0)).intValue(),
                data + ((Number) offsets.get(1)).intValue());
    }

    public float[] floats(String name) {
        FloatBuffer values = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] floats = new float[values.remaining()];
        values.get(floats);
        return floats;
    }

    public int[] shape(String name) {
        return ((List<?>) header.get(name).get("shape")).stream().mapToInt(n -> ((Number) n).intValue()).toArray();
    }
}
