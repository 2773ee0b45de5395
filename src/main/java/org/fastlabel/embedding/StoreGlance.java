package org.fastlabel.embedding;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a store holds, seen from outside.
 *
 * @param embedded rows, also of items that have gone; some may turn out to be damaged
 * @param bytes    of the rows and their records on the disk
 */
record StoreGlance(String embedder, int dim, int embedded, long bytes) {

    /** Opens nothing and takes a moment for a million rows; empty when there is no store in the folder. */
    static Optional<StoreGlance> at(Path folder) {
        return StoreHeader.read(folder).map(header -> {
            int rows = rows(folder.resolve(StoreHeader.RECORDS));
            return new StoreGlance(header.embedder(), header.dim(), rows, (header.dim() * 2L + RowRecord.BYTES) * rows);
        });
    }

    private static int rows(Path records) {
        int rows = 0;
        byte[] record = new byte[RowRecord.BYTES];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(records), 1 << 16)) {
            while (in.readNBytes(record, 0, record.length) == record.length) {
                rows += Arrays.equals(record, RowRecord.none()) ? 0 : 1;
            }
            return rows;
        } catch (IOException e) {
            return 0;
        }
    }
}
