package org.fastlabel.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes batches of CIFAR-10 as the original files are written. */
public final class CifarFiles {

    public static final int PIXELS = 3072;

    private CifarFiles() {
    }

    /** The planes of picture {@code i}: red is {@code i}, green is the row, blue is the column. */
    public static byte[] planes(int i) {
        byte[] planes = new byte[PIXELS];
        for (int p = 0; p < 1024; p++) {
            planes[p] = (byte) i;
            planes[1024 + p] = (byte) (p / 32);
            planes[2048 + p] = (byte) (p % 32);
        }
        return planes;
    }

    public static void binary(Path file, int... labels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < labels.length; i++) {
            out.write(labels[i]);
            out.writeBytes(planes(i));
        }
        Files.write(file, out.toByteArray());
    }

    /** Protocol 2 with byte strings, as Python 2 wrote the original. */
    public static void pickle(Path file, int... labels) throws IOException {
        Files.write(file, pickle(labels.length, labels));
    }

    /** @param declared rows that the array claims to have */
    public static byte[] pickle(int declared, int... labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        raw(out, "\u0080\u0002}q\u0000(");
        text(out, "batch_label");
        text(out, "training batch 1 of 5");
        text(out, "labels");
        raw(out, "]q\u0001(");
        for (int label : labels) {
            raw(out, "K" + (char) label);
        }
        raw(out, "e");
        text(out, "data");
        raw(out, "cnumpy.core.multiarray\n_reconstruct\nq\u0002cnumpy\nndarray\nq\u0003K\u0000\u0085U\u0001b\u0087Rq\u0004(K\u0001");
        raw(out, "J");
        number(out, declared);
        raw(out, "M\u0000\u000c\u0086cnumpy\ndtype\nq\u0005U\u0002u1K\u0000K\u0001\u0087Rq\u0006(K\u0003U\u0001|NNNJ\u00ff\u00ff\u00ff\u00ff"
                + "J\u00ff\u00ff\u00ff\u00ffK\u0000tb\u0089T");
        number(out, labels.length * PIXELS);
        for (int i = 0; i < labels.length; i++) {
            out.writeBytes(planes(i));
        }
        raw(out, "tbu.");
        return out.toByteArray();
    }

    /** The dictionary with the class names. */
    public static void meta(Path file, List<String> names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        raw(out, "\u0080\u0002}q\u0000");
        text(out, "label_names");
        raw(out, "]q\u0001(");
        names.forEach(name -> text(out, name));
        raw(out, "es.");
        Files.write(file, out.toByteArray());
    }

    private static void text(ByteArrayOutputStream out, String text) {
        raw(out, "U" + (char) text.length() + text);
    }

    private static void number(ByteArrayOutputStream out, int number) {
        out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
    }

    private static void raw(ByteArrayOutputStream out, String bytes) {
        out.writeBytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
