package org.fastlabel.torch;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a model may still take. */
public final class DeviceMemory {

    private static final Path LINUX = Path.of("/proc/meminfo");

    private DeviceMemory() {
    }

    /** Bytes that are free on a GPU; for everything else, which shares it with the system, those of the system. */
    public static long free(Device device) {
        if (device.isGpu()) {
            MemoryUsage usage = CudaUtils.getGpuMemory(device);
            return usage.getMax() - usage.getUsed();
        }
        return freeOfSystem();
    }

    /** What the system would hand out without swapping, but not more than this process may have at all. */
    static long freeOfSystem() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try {
            if (Files.isReadable(LINUX)) {
                for (String line : Files.readAllLines(LINUX)) {
                    if (line.startsWith("MemAvailable:")) {
                        long kilobytes = Long.parseLong(line.replaceAll("\\D", ""));
                        return Math.min(kilobytes * 1024, system.getTotalMemorySize());
                    }
                }
            }
        } catch (IOException e) {
            // The bean knows what is wholly unused, which is less.
            return system.getFreeMemorySize();
        }
        return system.getFreeMemorySize();
    }
}
