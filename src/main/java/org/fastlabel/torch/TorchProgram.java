package org.fastlabel.torch;

import ai.djl.engine.EngineException;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.fastlabel.api.CapacityExceeded;

/**
 * Network code without weights. A program is one or several text files of {@code models/programs}, each a list of
 * {@code def name(self, …)} in TorchScript; together they become the methods of one object, and weights are passed to each
 * call. Safe from any thread.
 */
public final class TorchProgram implements AutoCloseable {

    /** Code of the error when the device's memory is full. */
    public static final String OUT_OF_MEMORY = "device-out-of-memory";

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
        try (InputStream archive = new ByteArrayInputStream(archive(files))) {
            return new TorchProgram(JniUtils.loadModule((PtNDManager) manager, archive, false, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same files as an archive that any PyTorch loads: {@code torch.jit.load}. */
    public static byte[] archive(String... files) {
        StringBuilder source = new StringBuilder("class Program(Module):\n  __parameters__ = []\n  __buffers__ = []\n");
        for (String file : files) {
            read(file).lines().forEach(line -> source.append("  ").append(line).append('\n'));
        }
        return TorchArchive.of(source.toString(), Map.of(), Map.of());
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
     * @param args  each an {@link NDArray}, {@link Weights}, {@link Long}, {@link Double}, {@link Boolean} or {@link String}
     * @return the tensor, or the tensors of a tuple or list, that the method returns
     * @throws CapacityExceeded with code {@link #OUT_OF_MEMORY} when the device has no room for it; what was there stays
     */
    public NDList run(NDManager scope, String method, Object... args) {
        return call(method, args, result -> result.toNDList((PtNDManager) scope));
    }

    /** The same for a method that is called for what it does, not for what it returns. */
    public void call(String method, Object... args) {
        call(method, args, result -> null);
    }

    private <T> T call(String method, Object[] args, Function<IValue, T> taken) {
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
                return taken.apply(result);
            }
        } catch (EngineException e) {
            throw explained(e);
        } finally {
            ours.forEach(IValue::close);
        }
    }

    /** What to throw for a failure of the engine. */
    static RuntimeException explained(EngineException e) {
        return outOfMemory(e) ? new CapacityExceeded(OUT_OF_MEMORY, "The device has no memory left for this model.", e) : e;
    }

    /** In the words of the GPU's allocator, Apple's and the processor's. */
    private static boolean outOfMemory(EngineException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("out of memory") || message.contains("can't allocate memory")
                || message.contains("not enough memory");
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
        } else if (arg instanceof String s) {
            return IValue.from(s);
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
     * somebody waits, and gains nothing afterwards (measured with a ViT-B/32). The engine keeps this switch per thread.
     */
    private static void plain() {
        JniUtils.setGraphExecutorOptimize(false);
    }

    @Override
    public void close() {
        block.close();
    }
}
