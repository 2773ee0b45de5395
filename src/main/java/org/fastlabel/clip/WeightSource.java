package org.fastlabel.clip;

/** Where a model's tensors are read from, piece by piece, so that a large model never lies on the Java heap. */
@FunctionalInterface
public interface WeightSource {

    /**
     * Some values of a tensor as float32, in row-major order.
     *
     * @param name  as the program calls it
     * @param shape of the whole tensor
     * @param first index of the first of {@code count} values
     * @throws org.fastlabel.api.InvalidInput when the tensor is missing or has another shape
     */
    float[] read(String name, long[] shape, long first, int count);
}
