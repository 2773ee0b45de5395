package org.fastlabel.embedding;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.torch.Half;

/**
 * How a {@code .npy} file begins (NumPy's format 1.0 to 3.0), for matrices of floating-point numbers, row by row. Of the header, which
 * is an expression of Python, only the form that NumPy writes is understood; nothing is ever evaluated or unpickled.
 *
 * @param width bytes of a number: 2, 4 or 8
 */
record NpyHeader(int width, ByteOrder order, int rows, int dim) {

    static final int MOST_ROWS = 2_000_000;
    static final int MOST_DIM = 8192;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MOST_HEADER = 1 << 16;
    private static final Pattern DICTIONARY = Pattern.compile("\\{\\s*'descr':\\s*'([^']*)',\\s*'fortran_order':\\s*(True|False),\\s*"
            + "'shape':\\s*\\(([\\d, ]*)\\),?\\s*\\}\\s*");
    private static final Pattern NUMBERS = Pattern.compile("([<>])f([248])");
    private static final Pattern SHAPE = Pattern.compile("\\s*(\\d{1,18})\\s*,\\s*(\\d{1,18})\\s*,?\\s*");

    byte[] bytes() {
        String text = "{'descr': '" + (order == ByteOrder.LITTLE_ENDIAN ? '<' : '>') + "f" + width + "', 'fortran_order': False, 'shape': ("
                + rows + ", " + dim + "), }";
        int length = (10 + text.length() + 1 + 63) / 64 * 64;
        String padded = text + " ".repeat(length - 10 - text.length() - 1) + "\n";
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC).put((byte) 1).put((byte) 0)
                .putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII)).array();
    }

    /** @throws InvalidInput with code {@code bad-npy} */
    static NpyHeader read(InputStream stream) throws IOException {
        try {
            DataInputStream in = new DataInputStream(stream);
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw bad("it is no .npy file" + (magic.length > 0 && (magic[0] & 0xff) == 0x80 ? " but a pickle, which is never read" : ""));
            }
            int major = in.readUnsignedByte();
            in.readUnsignedByte();
            if (major < 1 || major > 3) {
                throw bad("its format " + major + " is not known");
            }
            long length = major == 1 ? Short.toUnsignedLong(Short.reverseBytes(in.readShort()))
                    : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            if (length > MOST_HEADER) {
                throw bad("its header says that it is " + length + " bytes long");
            }
            byte[] text = new byte[(int) length];
            in.readFully(text);
            return parsed(new String(text, StandardCharsets.UTF_8));
        } catch (EOFException e) {
            throw bad("it is cut");
        }
    }

    private static NpyHeader parsed(String text) {
        Matcher dictionary = DICTIONARY.matcher(text);
        if (!dictionary.matches()) {
            throw bad("its header is not one of a plain array of numbers");
        }
        Matcher numbers = NUMBERS.matcher(dictionary.group(1));
        if (!numbers.matches()) {
            throw bad("it holds \"" + dictionary.group(1) + "\"; float16, float32 and float64 can be read. Save it with "
                    + "numpy.save(name, array.astype(numpy.float32))");
        }
        if (dictionary.group(2).equals("True")) {
            throw bad("it is stored column by column. Save it with numpy.save(name, numpy.ascontiguousarray(array))");
        }
        Matcher shape = SHAPE.matcher(dictionary.group(3));
        if (!shape.matches()) {
            throw bad("it must have two dimensions, rows × length of an embedding; its shape is (" + dictionary.group(3) + ")");
        }
        long rows = Long.parseLong(shape.group(1));
        long dim = Long.parseLong(shape.group(2));
        if (rows < 1 || rows > MOST_ROWS || dim < 1 || dim > MOST_DIM) {
            throw bad("it has " + rows + " × " + dim + " numbers; there may be up to " + MOST_ROWS + " rows of up to " + MOST_DIM);
        }
        return new NpyHeader(Integer.parseInt(numbers.group(2)),
                numbers.group(1).equals("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, (int) rows, (int) dim);
    }

    /** Of row {@code row}, from its bytes, at unit length. @throws InvalidInput with code {@code bad-npy} */
    float[] unit(byte[] bytes, int row) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
        double[] values = new double[dim];
        double square = 0;
        for (int d = 0; d < dim; d++) {
            values[d] = width == 2 ? Half.toFloat(in.getShort(2 * d)) : width == 4 ? in.getFloat(4 * d) : in.getDouble(8 * d);
            square += values[d] * values[d];
        }
        if (!Double.isFinite(square)) {
            throw bad("row " + row + " (from 0) holds a number that is not finite, or too large");
        } else if (square < 1e-60) {
            throw bad("row " + row + " (from 0) is all zeros");
        }
        double length = Math.sqrt(square);
        float[] unit = new float[dim];
        for (int d = 0; d < dim; d++) {
            unit[d] = (float) (values[d] / length);
        }
        return unit;
    }

    static InvalidInput bad(String why) {
        return new InvalidInput("bad-npy", "The embeddings cannot be used: " + why + ".");
    }
}
