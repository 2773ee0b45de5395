package org.fastlabel.goldennoise.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.goldennoise.analysis.Planted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectorStoreTest {

    @TempDir
    Path folder;

    private static SelectorStore.Stored selector(long seed) {
        Network network = Network.refiner(8, 3);
        SplittableRandom random = new SplittableRandom(seed);
        return new SelectorStore.Stored("fake-1", InitialNoise.VERSION, new LatentShape(2, 2, 2), Planted.PARAMETERS, true,
                new Selector(new Standard(new float[8], new float[] {1, 1, 2, 1, 1, 1, 1, 1}),
                        new Description(new float[] {1, 2, 3, 4}, new float[][] {{1, 1, 1, 0}, {0, 0, 2, 0}, {0, 0, 0, 1}}),
                List.of(network.begin(random), network.begin(random))));
    }

    @Test
    void comesBackAsItWas() throws Exception {
        SelectorStore store = new SelectorStore(folder.resolve("selector"));
        assertTrue(store.read().isEmpty());
        store.write(selector(1), "2026-01-01T00:00:00Z");
        store.write(selector(2), "2026-01-01T00:00:01Z");
        SelectorStore.Stored back = new SelectorStore(folder.resolve("selector")).read().orElseThrow();
        SelectorStore.Stored was = selector(2);
        assertTrue(back.fits("fake-1", new LatentShape(2, 2, 2)));
        assertFalse(back.fits("fake-2", new LatentShape(2, 2, 2)) || back.fits("fake-1", new LatentShape(2, 2, 4)));
        assertEquals(was.parameters(), back.parameters());
        assertArrayEquals(was.selector().described().mean(), back.selector().described().mean());
        assertArrayEquals(was.selector().described().components(), back.selector().described().components());
        assertArrayEquals(was.selector().features().scale(), back.selector().features().scale());
        assertTrue(back.early());
        assertEquals(2, back.selector().networks().size());
        was.selector().networks().get(1).forEach((name, t) -> {
            assertArrayEquals(t.values(), back.selector().networks().get(1).get(name).values(), name);
            assertArrayEquals(t.shape(), back.selector().networks().get(1).get(name).shape(), name);
        });
        try (var files = Files.list(folder.resolve("selector"))) {
            assertEquals(2, files.count(), "the weights of the first are gone");
        }
        store.clear();
        assertTrue(store.read().isEmpty());
    }

    @Test
    void aBrokenOneIsNone() throws Exception {
        SelectorStore store = new SelectorStore(folder);
        store.write(selector(1), "now");
        Files.write(folder.resolve("weights-now.safetensors"), new byte[20]);
        assertTrue(store.read().isEmpty());
        Files.delete(folder.resolve("weights-now.safetensors"));
        assertTrue(store.read().isEmpty());
        Files.writeString(folder.resolve("selector.json"), "{}");
        assertTrue(store.read().isEmpty());
    }
}
