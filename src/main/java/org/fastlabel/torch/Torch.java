package org.fastlabel.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fastlabel.api.InvalidInput;

/** The engine of this process: one device, one root of all native memory. */
public final class Torch {

    private static final System.Logger LOG = System.getLogger(Torch.class.getName());
    private static final Pattern DEVICE = Pattern.compile("(auto|cpu|mps|cuda)(?::(\\d{1,2}))?");

    private Torch() {
    }

    /**
     * The device that a setting names.
     *
     * @param setting {@code auto}, {@code cpu}, {@code mps}, {@code cuda} or {@code cuda:n}; {@code auto} takes the first
     *                GPU that the engine can use and falls back to the processor
     * @throws InvalidInput when the setting is none of these, or names a GPU that is not there
     */
    public static Device device(String setting) {
        Matcher m = DEVICE.matcher(setting.trim().toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            throw new InvalidInput("bad-device", "FASTLABEL_DEVICE is \"" + setting
                    + "\"; use auto, cpu, mps, cuda or cuda:0 (the number of the GPU).");
        }
        int gpus = m.group(1).equals("auto") || m.group(1).equals("cuda") ? Engine.getEngine("PyTorch").getGpuCount() : 0;
        int index = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
        switch (m.group(1)) {
            case "cpu":
                return Device.cpu();
            case "mps":
                return Device.of("mps", -1);
            case "cuda":
                if (index >= gpus) {
                    throw new InvalidInput("no-such-gpu", "FASTLABEL_DEVICE asks for GPU " + index + ", but the engine sees "
                            + gpus + ". Use FASTLABEL_DEVICE=cpu, or install the CUDA libraries that fit the driver.");
                }
                return Device.gpu(index);
            default:
                return gpus > 0 ? Device.gpu(0) : Device.cpu();
        }
    }

    /** A new root for native memory on a device; everything created below it is freed when it is closed. */
    public static NDManager newManager(Device device) {
        NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        LOG.log(System.Logger.Level.DEBUG, "native memory root on {0}", device);
        return manager;
    }
}
