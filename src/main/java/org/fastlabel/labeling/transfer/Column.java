package org.fastlabel.labeling.transfer;

import java.util.function.Function;

/**
 * One column of an exported table.
 *
 * @param value a {@link String}, {@link Integer} or {@link Double}, after the type; null where a row has none
 */
record Column(String name, Type type, Function<Row, Object> value) {

    enum Type {
        /** The name of an item, which is a relative path. */
        NAME, TEXT, INTEGER, REAL
    }
}
