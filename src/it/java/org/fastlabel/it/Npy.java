package org.fastlabel.it;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arrays as NumPy keeps them. */
public final class Npy {

    private static final Pattern HEADER = Pattern.compile("\\{'descr': '<f2', 'fortran_order': False, 'shape': \\((\\d+), (\\d+)\\), \\} *\n");

    private Npy() {
    }

    /** The embeddings of the data set that is open, by file name: what the server gives as an array, with the names that go with it. */
    public static Map<String, float[]> embeddings(Api api) {
        byte[] array = api.get("embeddings/export?format=npy").expect(200).bytes();
        List<String> ids = api.get("embeddings/export?format=ids").expect(200).text().lines().skip(1).toList();
        float[][] rows = rows(array);
        if (rows.length != ids.size()) {
            throw new AssertionError(rows.length + " rows, " + ids.size() + " names");
        }
        Map<String, float[]> byName = new TreeMap<>();
        for (int i = 0; i < rows.length; i++) {
            byName.put(ids.get(i).substring(ids.get(i).indexOf(',') + 1), rows[i]);
        }
        return byName;
    }

    /** Of float16. */
    public static float[][] rows(byte[] npy) {
        ByteBuffer in = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
        int length = in.getShort(8);
        Matcher header = HEADER.matcher(new String(npy, 10, length, StandardCharsets.US_ASCII));
        if ((10 + length) % 64 != 0 || !header.matches()) {
            throw new AssertionError("no header of NumPy: " + new String(npy, 0, 10 + length, StandardCharsets.ISO_8859_1));
        }
        float[][] rows = new float[Integer.parseInt(header.group(1))][Integer.parseInt(header.group(2))];
        in.position(10 + length);
        for (float[] row : rows) {
            for (int d = 0; d < row.length; d++) {
                row[d] = org.fastlabel.torch.Half.toFloat(in.getShort());
            }
        }
        if (in.hasRemaining()) {
            throw new AssertionError(in.remaining() + " bytes too many");
        }
        return rows;
    }

    /** Of float32. */
    public static byte[] of(float[][] rows) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows.length + ", " + rows[0].length + "), }";
        byte[] header = (text + " ".repeat(128 - 11 - text.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(128 + 4 * rows.length * rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0).putShort((short) header.length)
                .put(header);
        for (float[] row : rows) {
            for (float value : row) {
                out.putFloat(value);
            }
        }
        return out.array();
    }

    public static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int d = 0; d < a.length; d++) {
            ab += a[d] * b[d];
            aa += a[d] * a[d];
            bb += b[d] * b[d];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
