package org.fastlabel.labeling.transfer;

import java.io.IOException;

/** Writes an export, row by row. */
interface RowWriter {

    default void begin() throws IOException {
    }

    void row(Row row) throws IOException;

    /** Writes what is still missing; whoever made the stream closes it. */
    void end() throws IOException;
}
