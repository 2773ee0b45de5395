package org.fastlabel.embedding;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.fastlabel.torch.Torch;
import org.fastlabel.torch.TorchProgram;

/** Makes matrices that the native engine multiplies. They stay in host memory, where the store is mapped. */
final class TorchMatrices {

    private final NDManager manager = Torch.newManager(Device.cpu());
    private final TorchProgram program = TorchProgram.compile(manager, "matrix");

    /** @param space id of the embedder that makes the rows */
    EmbeddingMatrix of(EmbeddingStore store, String space) {
        return new TorchMatrix(store, space, manager, program);
    }
}
