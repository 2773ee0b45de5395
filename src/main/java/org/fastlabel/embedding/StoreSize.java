package org.fastlabel.embedding;

import java.nio.file.Path;

/** How much of a data set a checkpoint has embedded. @param rows that hold an embedding */
record StoreSize(int rows, long bytes) {

    static final StoreSize NONE = new StoreSize(0, 0);

    static StoreSize of(Path folder) {
        return NONE;
    }
}
