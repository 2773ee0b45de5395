package org.fastlabel.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Network code without weights. A program is one or several text files of {@code models/programs}, each a list of
 * {@code def name(self, …)} in TorchScript; together they become the methods of one object, and weights are passed to each
 * call. Safe from any thread.
 */
public final class TorchProgram implements AutoCloseable {

    private final PtSymbolBlock block;

    private TorchProgram(PtSymbolBlock block) {
        this.block = block;
    }

    /**
     * Compiles a program.
     *
     * @param manager owns the compiled code
     * @param files   names in {@code models/programs}, without {@code .py}; methods may call each other across files
     */
    public static TorchProgram compile(NDManager manager, String... files) {
        StringBuilder source = new StringBuilder("class Program(Module):\n  __parameters__ = []\n  __buffers__ = []\n");
        for (String file : files) {
            read(file).lines().forEach(line -> source.append("  ").append(line).append('\n'));
        }
        try (InputStream archive = TorchArchive.of(source.toString())) {
            return new TorchProgram(JniUtils.loadModule((PtNDManager) manager, archive, false, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        String resource = "/models/programs/" + file + ".py";
        try (InputStream in = TorchProgram.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no program " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Calls a method without recording gradients.
     *
     * @param scope owns the results
     * @param args  each an {@link NDArray}, {@link Weights}, {@link Long}, {@link Double} or {@link Boolean}
     * @return the tensor, or the tensors of a tuple or list, that the method returns
     */
    public NDList run(NDManager scope, String method, Object... args) {
        List<IValue> ours = new ArrayList<>();
        IValue[] values = new IValue[args.length];
        try {
            for (int i = 0; i < args.length; i++) {
                if (args[i] instanceof Weights w) {
                    values[i] = w.handle();
                } else {
                    values[i] = value(args[i]);
                    ours.add(values[i]);
                }
            }
            plain();
            try (IValue result = IValueUtils.runMethod(block, method, values)) {
                return result.toNDList((PtNDManager) scope);
            }
        } finally {
            ours.forEach(IValue::close);
        }
    }

    private static IValue value(Object arg) {
        if (arg instanceof NDArray a) {
            return IValue.from((PtNDArray) a);
        } else if (arg instanceof Long l) {
            return IValue.from(l);
        } else if (arg instanceof Double d) {
            return IValue.from(d);
        } else if (arg instanceof Boolean b) {
            return IValue.from(b);
        }
        throw new IllegalArgumentException("argument " + arg);
    }

    /**
     * Calls a method in which {@code torch.autograd.grad} works. Arguments are tensors only, bound by position in the order
     * of {@code inputs}; arrays named {@code w.<key>} are collected into one dictionary, which stands where the first of
     * them stands. The method may update them in place.
     *
     * @param scope owns the results
     */
    public NDList train(NDManager scope, String method, NDList inputs) {
        try (NDArray name = scope.create(new float[0])) {
            name.setName("module_method:" + method);
            NDList all = new NDList(inputs);
            all.add(name);
            plain();
            NDList out = block.forward(new ParameterStore(scope, false), all, true);
            out.attach(scope);
            return out;
        }
    }

    /**
     * Runs programs as written: the optimiser would spend seconds in the first calls of each method with new shapes, while
     * somebody waits. The engine keeps this switch per thread.
     */
    private static void plain() {
        JniUtils.setGraphExecutorOptimize(false);
    }

    @Override
    public void close() {
        block.close();
    }
}
