package org.fastlabel.media.audio;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clips per second of one thread: decoding, log-mel, both. {@code -Dbench.sounds=FOLDER} names other clips than 200 of noise,
 * five seconds at 16 kHz each. Prints, asserts nothing.
 */
@Tag("bench")
class MelBench {

    private static final int ROUNDS = 8;
    /** Processor time, not the clock's: what else runs on the machine must not count. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    @TempDir
    Path made;

    @Test
    void clipsPerSecond() throws Exception {
        List<Path> files = files();
        List<Pcm> sounds = new ArrayList<>();
        for (Path file : files) {
            sounds.add(AudioReading.read(file, 60));
        }
        System.out.printf("%d clips, mean %.2f s%n", files.size(), sounds.stream().mapToDouble(Pcm::seconds).average().orElseThrow());
        measure("decode", files.size(), i -> AudioReading.read(files.get(i), 60));
        measure("log-mel", files.size(), i -> db(sounds.get(i)));
        measure("decode + log-mel", files.size(), i -> db(AudioReading.read(files.get(i), 60)));
    }

    private static float[] db(Pcm pcm) {
        return LogMel.decibels(LogMel.power(pcm));
    }

    private interface Work {
        Object on(int clip);
    }

    private static void measure(String name, int clips, Work work) {
        double best = 0;
        int sink = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = CPU.getCurrentThreadCpuTime();
            for (int i = 0; i < clips; i++) {
                sink += work.on(i).hashCode() & 1;
            }
            best = Math.max(best, clips / ((CPU.getCurrentThreadCpuTime() - begin) / 1e9));
        }
        System.out.printf("%-20s %8.0f clips per second of processor time (best of %d rounds)%s%n", name, best, ROUNDS, sink < 0 ? "!" : "");
    }

    private List<Path> files() throws Exception {
        String folder = System.getProperty("bench.sounds", "");
        if (!folder.isBlank()) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                return all.filter(f -> f.toString().endsWith(".wav")).sorted().toList();
            }
        }
        List<Path> files = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double[] noise = random.doubles(80_000, -0.5, 0.5).toArray();
            files.add(Files.write(made.resolve(i + ".wav"), Wav.pcm(16_000, 1, 16, noise)));
        }
        return files;
    }
}
