package org.fastlabel.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes, in memory, the zip that PyTorch calls a TorchScript archive, around a program's source text. The archive holds
 * one object of class {@code Program}: without attributes where the weights are arguments of its methods, or with tensors.
 */
public final class TorchArchive {

    /** The version of the operator set. Below 10, PyTorch substitutes old signatures of several operators. */
    private static final byte[] OPERATOR_VERSION = latin1("10\n");
    private static final byte[] EMPTY_TUPLE = latin1("\u0080\u0002).");

    /** One float32 tensor, row by row. */
    public record Tensor(long[] shape, float[] values) {
    }

    private TorchArchive() {
    }

    /**
     * A program that carries its weights.
     *
     * @param source the text of {@code class Program(Module)}, which declares every tensor as an attribute
     * @param extra  further files by name; Python's {@code torch.jit.load} hands them over as {@code _extra_files}
     */
    public static byte[] of(String source, Map<String, Tensor> tensors, Map<String, String> extra) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "data.pkl", TorchPickle.program(tensors));
            put(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            int storage = 0;
            for (Tensor tensor : tensors.values()) {
                ByteBuffer data = ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
                data.asFloatBuffer().put(tensor.values());
                put(zip, "data/" + storage++, data.array());
            }
            for (Map.Entry<String, String> file : extra.entrySet()) {
                put(zip, "extra/" + file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            put(zip, "constants.pkl", EMPTY_TUPLE);
            put(zip, "version", OPERATOR_VERSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("program/" + name);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
