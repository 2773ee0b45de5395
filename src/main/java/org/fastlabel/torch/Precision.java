package org.fastlabel.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.fastlabel.api.InvalidInput;

/**
 * What the numbers of a network are kept and multiplied in. A choice of speed: the embeddings are the same up to rounding.
 * Java never sees a tensor of the two short kinds; programs cast at their edges.
 */
public enum Precision {

    FLOAT32(6), BFLOAT16(15), FLOAT16(5);

    private static final System.Logger LOG = System.getLogger(Precision.class.getName());
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    /** bfloat16 must be that much faster to be chosen where only a measurement can tell. */
    private static final double WORTH = 1.3;

    private static Boolean measured;

    private final long code;

    Precision(long code) {
        this.code = code;
    }

    /** The engine's number for it, as programs take it. */
    public long code() {
        return code;
    }

    /** Bytes per number. */
    public int bytes() {
        return this == FLOAT32 ? 4 : 2;
    }

    /** As settings and answers spell it: {@code bfloat16}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param setting {@code auto}, {@code float32}, {@code bfloat16} or {@code float16}; {@code auto} is bfloat16 where the
     *                device computes it natively, else float32 on processors and float16 on GPUs
     * @throws InvalidInput when the setting is none of these
     */
    public static Precision of(String setting, Device device) {
        String name = setting.trim().toUpperCase(Locale.ROOT);
        if (name.equals("AUTO")) {
            return auto(device);
        }
        for (Precision p : values()) {
            if (p.name().equals(name)) {
                return p;
            }
        }
        throw new InvalidInput("bad-precision", "FASTLABEL_PRECISION is \"" + setting
                + "\"; use auto, float32, bfloat16 or float16.");
    }

    private static Precision auto(Device device) {
        if (device.isGpu()) {
            return Torch.computeCapability(device) >= 80 ? BFLOAT16 : FLOAT16;
        }
        return device.getDeviceType().equals(Device.Type.CPU) && nativeOnProcessor() ? BFLOAT16 : FLOAT32;
    }

    /** Known from the processor's flags on Linux on x86, elsewhere found out once by a product of some milliseconds. */
    private static synchronized boolean nativeOnProcessor() {
        if (measured == null) {
            String flags = flags();
            measured = flags.isEmpty() ? measuredFaster()
                    : flags.contains(" avx512_bf16") || flags.contains(" amx_bf16");
            LOG.log(System.Logger.Level.INFO, "The processor {0} bfloat16 natively ({1}).",
                    measured ? "computes" : "does not compute", flags.isEmpty() ? "measured" : "by its flags");
        }
        return measured;
    }

    /** Empty where the system does not tell. */
    private static String flags() {
        try {
            return Files.isReadable(PROCESSOR) ? Files.readAllLines(PROCESSOR).stream()
                    .filter(line -> line.startsWith("flags")).findFirst().orElse("") : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean measuredFaster() {
        try (NDManager scope = Torch.newManager(Device.cpu()); TorchProgram program = TorchProgram.compile(scope, "precision")) {
            double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
            for (int round = 0; round < 5; round++) {
                for (Precision p : new Precision[] {FLOAT32, BFLOAT16}) {
                    long start = System.nanoTime();
                    program.call("multiply", p.code());
                    best[p.ordinal()] = Math.min(best[p.ordinal()], System.nanoTime() - start);
                }
            }
            return best[0] > WORTH * best[1];
        }
    }
}
