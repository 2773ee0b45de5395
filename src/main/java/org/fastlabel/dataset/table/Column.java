package org.fastlabel.dataset.table;

import java.util.function.Function;

/**
 * One column of an exported table.
 *
 * @param <R>   a row
 * @param value a {@link String}, {@link Integer}, {@link Long} or {@link Double}, after the type; null where a row has none
 */
public record Column<R>(String name, Type type, Function<R, Object> value) {

    public enum Type {
        /** The name of an item, which is a relative path. */
        NAME, TEXT, INTEGER, LONG, REAL
    }
}
