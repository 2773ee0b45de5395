package org.fastlabel.torch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes, in memory, the zip that PyTorch calls a TorchScript archive, around a program's source text. The archive holds
 * one object of class {@code Program} without attributes: the weights are arguments of its methods.
 */
final class TorchArchive {

    /** {@code GLOBAL __torch__ Program, EMPTY_TUPLE, NEWOBJ, EMPTY_DICT, BUILD, STOP} in pickle protocol 2. */
    private static final byte[] EMPTY_PROGRAM_OBJECT = latin1("\u0080\u0002c__torch__\nProgram\n)\u0081}b.");
    private static final byte[] EMPTY_TUPLE = latin1("\u0080\u0002).");
    /** The version of the operator set. Below 10, PyTorch substitutes old signatures of several operators. */
    private static final byte[] OPERATOR_VERSION = latin1("10\n");

    private TorchArchive() {
    }

    static InputStream of(String source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "data.pkl", EMPTY_PROGRAM_OBJECT);
            put(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", EMPTY_TUPLE);
            put(zip, "version", OPERATOR_VERSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
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
