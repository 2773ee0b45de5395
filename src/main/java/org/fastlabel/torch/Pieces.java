package org.fastlabel.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Brings tensors into the engine; of a large one only a piece at a time lies on the Java heap. */
public final class Pieces {

    /** Values of a tensor that are on the heap at a time. */
    private static final int PIECE = 1 << 23;

    /** Where the values come from, in row-major order: {@code count} of them from number {@code first} on. */
    public interface Source {

        float[] read(long first, int count);
    }

    private Pieces() {
    }

    /**
     * @param root    owns the tensor, which is float32
     * @param program that has {@code loading.py}
     * @throws org.fastlabel.api.CapacityExceeded with code {@link TorchProgram#OUT_OF_MEMORY}
     */
    public static NDArray tensor(NDManager root, TorchProgram program, Source source, Shape shape) {
        try {
            return read(root, program, source, shape);
        } catch (EngineException e) {
            throw TorchProgram.explained(e);
        }
    }

    private static NDArray read(NDManager root, TorchProgram program, Source source, Shape shape) {
        long elements = shape.size();
        if (elements <= PIECE) {
            return root.create(source.read(0, (int) elements), shape);
        }
        try (NDArray flat = root.create(new Shape(elements))) {
            for (long from = 0; from < elements; from += PIECE) {
                try (NDArray piece = root.create(source.read(from, (int) Math.min(PIECE, elements - from)))) {
                    program.call("fill", flat, piece, from);
                }
            }
            return flat.reshape(shape);
        }
    }
}
