package org.fastlabel.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fastlabel.api.InvalidInput;

/** The engine of this process: which device, how many threads, and the roots of all native memory. */
public final class Torch {

    private static final System.Logger LOG = System.getLogger(Torch.class.getName());
    private static final Pattern DEVICE = Pattern.compile("(auto|cpu|mps|cuda)(?::(\\d{1,2}))?");
    private static final Map<String, Place> PLACES = new ConcurrentHashMap<>();

    /**
     * Where networks run.
     *
     * @param why the reason, for people, when it is the processor although a GPU was asked for; else null
     */
    public record Place(Device device, String why) {
    }

    private Torch() {
    }

    /** The device that a setting names, or the processor where it cannot be used: see {@link #place}. */
    public static Device device(String setting) {
        return place(setting).device();
    }

    /**
     * The device that a setting names. A GPU is tried out; where it cannot be used, the processor takes its place and one
     * line of the log says why.
     *
     * @param setting {@code auto}, {@code cpu}, {@code mps}, {@code cuda} or {@code cuda:n}; {@code auto} takes the first
     *                GPU that the engine can use
     * @throws InvalidInput when the setting is none of these
     */
    public static Place place(String setting) {
        Matcher m = DEVICE.matcher(setting.trim().toLowerCase(Locale.ROOT));
        if (!m.matches() || m.group(2) != null && !m.group(1).equals("cuda")) {
            throw new InvalidInput("bad-device", "FASTLABEL_DEVICE is \"" + setting
                    + "\"; use auto, cpu, mps, cuda or cuda:0 (the number of the GPU).");
        }
        return PLACES.computeIfAbsent(m.group(), name -> choose(m.group(1), m.group(2)));
    }

    /** Why the processor has taken the place of the GPU that a setting names; null where it has not, or nobody asked yet. */
    public static String whyNotGpu(String setting) {
        Place place = PLACES.get(setting.trim().toLowerCase(Locale.ROOT));
        return place == null ? null : place.why();
    }

    private static Place choose(String kind, String number) {
        if (kind.equals("cpu") || kind.equals("auto") && gpus() == 0) {
            return new Place(Device.cpu(), null);
        }
        Device device = kind.equals("mps") ? Device.of("mps", -1) : Device.gpu(number == null ? 0 : Integer.parseInt(number));
        String why = device.isGpu() && device.getDeviceId() >= gpus()
                ? "the engine sees " + gpus() + " GPUs; it needs NVIDIA's driver and CUDA libraries of its own" : trial(device);
        if (why == null) {
            return new Place(device, null);
        }
        LOG.log(System.Logger.Level.WARNING, "FASTLABEL_DEVICE={0} cannot be used, so the processor is: {1}.",
                number == null ? kind : kind + ":" + number, why);
        return new Place(Device.cpu(), why);
    }

    private static int gpus() {
        return Engine.getEngine("PyTorch").getGpuCount();
    }

    /** Adds two numbers there. @return why it cannot, or null */
    private static String trial(Device device) {
        try (NDManager scope = newManager(device); NDArray ones = scope.ones(new Shape(2)); NDArray sum = ones.sum()) {
            return sum.getFloat() == 2 ? null : "it computes wrongly";
        } catch (EngineException | IllegalArgumentException | UnsatisfiedLinkError e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
        }
    }

    /** NVIDIA's number of a GPU's generation: 80 is the first that computes bfloat16. */
    static int computeCapability(Device gpu) {
        return Integer.parseInt(CudaUtils.getComputeCapability(gpu.getDeviceId()));
    }

    /**
     * Gives this thread as many helpers as there are cores to use. The engine keeps the number per thread, and a thread
     * that meets it while another trains on one core alone would otherwise stay at one.
     */
    public static void useAllCores() {
        if (JniUtils.getNumThreads() != Threads.ALL) {
            JniUtils.setNumThreads(Threads.ALL);
        }
    }

    /** Gives what the engine keeps of a GPU's memory for later, after models were freed, back to the GPU. */
    public static void release(Device device) {
        if (device.isGpu()) {
            JniUtils.emptyCudaCache();
        }
    }

    /**
     * Runs on this thread alone: where operations are small, each would wait for helpers to be scheduled while something else keeps the
     * cores busy. (A batch of eight small pictures beside one busy process: 55 pictures per second alone, 1.5 with a helper.)
     */
    public static <T> T alone(Supplier<T> work) {
        int threads = JniUtils.getNumThreads();
        JniUtils.setNumThreads(1);
        try {
            return work.get();
        } finally {
            JniUtils.setNumThreads(threads);
        }
    }

    /** Read once, when the engine starts: physical cores, as it counts them, but not more than this process may use. */
    private static final class Threads {

        static final int ALL = Math.max(1, Math.min(JniUtils.getNumThreads(), Runtime.getRuntime().availableProcessors()));
    }

    /** A new root for native memory on a device; everything created below it is freed when it is closed. */
    public static NDManager newManager(Device device) {
        NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        LOG.log(System.Logger.Level.DEBUG, "native memory root on {0}, {1} threads", device, Threads.ALL);
        return manager;
    }
}
