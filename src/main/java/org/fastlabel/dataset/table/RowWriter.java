package org.fastlabel.dataset.table;

import java.io.IOException;

/** Writes a table, row by row. @param <R> a row */
public interface RowWriter<R> {

    default void begin() throws IOException {
    }

    void row(R row) throws IOException;

    /** Writes what is still missing; whoever made the stream closes it. */
    void end() throws IOException;
}
