package org.fastlabel.media.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fastlabel.media.image.Tensors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against numbers that librosa 0.11 gave for the same files; FASTLABEL_FIXTURES names another set of the same structure. */
class MelParityTest {

    private static final Path FOLDER = Path.of(System.getenv().getOrDefault("FASTLABEL_FIXTURES", "src/test/resources/fixtures"))
            .resolve("mel");

    static List<String> sounds() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".wav")).map(n -> n.replace(".wav", ""))
                    .sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sounds")
    void samplesAreThoseOfLibrosa(String name) throws Exception {
        assertArrayEquals(new Tensors(FOLDER.resolve("expected.safetensors")).floats(name + ".y"), pcm(name).samples(), 1e-7f);
    }

    @ParameterizedTest
    @MethodSource("sounds")
    void powerIsThatOfLibrosa(String name) throws Exception {
        Pcm pcm = pcm(name);
        compare(name + ".mel", LogMel.power(pcm), true);
    }

    @ParameterizedTest
    @MethodSource("sounds")
    void decibelsAreThoseOfLibrosa(String name) throws Exception {
        Pcm pcm = pcm(name);
        compare(name + ".db", LogMel.decibels(LogMel.power(pcm)), false);
    }

    /** The tolerances are those that come with the fixtures: 2e-6 of the largest power, 0.005 dB. */
    private static void compare(String tensor, float[] values, boolean power) throws Exception {
        Tensors tensors = new Tensors(FOLDER.resolve("expected.safetensors"));
        int[] shape = tensors.shape(tensor);
        float[] expected = tensors.floats(tensor);
        assertEquals(LogMel.BANDS, shape[0]);
        assertEquals(values.length, expected.length);
        float largest = 1e-10f;
        for (float v : expected) {
            largest = Math.max(largest, v);
        }
        double tolerance = power ? 2e-6 * largest : 0.005;
        double worst = 0;
        for (int band = 0; band < shape[0]; band++) {
            for (int frame = 0; frame < shape[1]; frame++) {
                double difference = Math.abs(values[frame * LogMel.BANDS + band] - expected[band * shape[1] + frame]);
                worst = Math.max(worst, difference);
            }
        }
        assertEquals(0, worst, tolerance, tensor);
    }

    private static Pcm pcm(String name) {
        return AudioReading.read(FOLDER.resolve(name + ".wav"), 60);
    }
}
