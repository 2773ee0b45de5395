package org.fastlabel.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** A matrix whose rows the engine can take as they are, without a copy through Java. */
public interface TorchRows {

    /**
     * @param scope owns the result, which lies on its device
     * @return rows {@code from} to {@code to - 1} as [to - from, dim], of any float type
     */
    NDArray rows(NDManager scope, int from, int to);
}
