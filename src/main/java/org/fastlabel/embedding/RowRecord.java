package org.fastlabel.embedding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.fastlabel.dataset.Stamp;

/**
 * What a store knows of one of its rows, in {@value #BYTES} bytes: a checksum of the record itself, one of the row, and the item as it
 * was when it was embedded. The record's checksum covers the item's key as well: a record that came to stand in another place,
 * or beside another list of items, fits nothing.
 *
 * @param rowSum CRC-32C of the row's bytes
 */
record RowRecord(int rowSum, Stamp stamp, long contentHash) {

    /** A divisor of a disk's sector, so that no record lies across two. */
    static final int BYTES = 32;
    private static final byte[] NONE = new byte[BYTES];

    /** Says of a row that it holds nothing. */
    static byte[] none() {
        return NONE;
    }

    static RowRecord of(byte[] row, Stamp stamp, long contentHash) {
        return new RowRecord(sum(ByteBuffer.wrap(row)), stamp, contentHash);
    }

    /** Of a row, from its position to its limit. */
    static int sum(ByteBuffer row) {
        CRC32C sum = new CRC32C();
        sum.update(row);
        return (int) sum.getValue();
    }

    byte[] encoded(String key) {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putInt(0, 0).putInt(4, rowSum).putLong(8, stamp.size()).putLong(16, stamp.modified()).putLong(24, contentHash);
        out.putInt(0, sum(key, out.array()));
        return out.array();
    }

    /** @return null when the bytes are no whole record of this item */
    static RowRecord decoded(byte[] bytes, String key) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (Arrays.equals(bytes, NONE) || in.getInt(0) != sum(key, bytes)) {
            return null;
        }
        return new RowRecord(in.getInt(4), new Stamp(in.getLong(8), in.getLong(16)), in.getLong(24));
    }

    private static int sum(String key, byte[] record) {
        CRC32C sum = new CRC32C();
        sum.update(key.getBytes(StandardCharsets.UTF_8));
        sum.update(record, 4, BYTES - 4);
        return (int) sum.getValue();
    }
}
