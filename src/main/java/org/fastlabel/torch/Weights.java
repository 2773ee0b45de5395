package org.fastlabel.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named tensors, as a program takes them. Closing it frees the tensors. */
public final class Weights implements AutoCloseable {

    private final Map<String, NDArray> tensors;
    private final IValue handle;

    public Weights(Map<String, NDArray> tensors) {
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        Map<String, PtNDArray> native_ = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> native_.put(name, (PtNDArray) tensor));
        this.handle = IValue.stringMapFrom(native_);
    }

    /** None yet: for a program that puts them in one by one, and in what form, never to be seen from here. */
    public static Weights toBePut() {
        return new Weights(Map.of());
    }

    public Map<String, NDArray> tensors() {
        return tensors;
    }

    /** The same tensors named {@code w.<key>}, for {@link TorchProgram#train}. */
    public NDList named() {
        NDList list = new NDList();
        tensors.forEach((name, tensor) -> {
            tensor.setName("w." + name);
            list.add(tensor);
        });
        return list;
    }

    IValue handle() {
        return handle;
    }

    @Override
    public void close() {
        handle.close();
        tensors.values().forEach(NDArray::close);
    }
}
