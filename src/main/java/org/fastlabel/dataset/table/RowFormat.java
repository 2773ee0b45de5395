package org.fastlabel.dataset.table;

import java.util.List;
import org.fastlabel.api.InvalidInput;

/** One way to write a table: what its rows say. */
interface RowFormat {

    /** The names of the columns. */
    List<String> columns();

    /**
     * @param row the text of one row
     * @return a cell for each column, null where the row has none
     * @throws InvalidInput with code {@code bad-row}; the message goes on from "row 3"
     */
    String[] cells(String row);
}
