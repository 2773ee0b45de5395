package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipPaceTest {

    @TempDir
    private Path folder;
    private final List<Integer> batches = new ArrayList<>();

    private ClipPace find() {
        return ClipPace.of(folder.resolve("a").resolve("pace.json"), batches::add);
    }

    @Test
    void isMeasuredWithGrowingBatchesAndKept() {
        ClipPace found = find();
        assertTrue(batches.contains(found.batch()), found + " of " + batches);
        assertTrue(found.imagesPerSecond() > 0);
        batches.clear();
        assertEquals(found, find());
        assertEquals(List.of(), batches);
    }

    @Test
    void aModelThatTakesLongIsTriedOnlyOnceOrTwice() {
        ClipPace found = ClipPace.measured(n -> {
            batches.add(n);
            sleep(1200);
        });
        assertEquals(List.of(1, 1), batches);
        assertEquals(8, found.batch());
        assertTrue(found.imagesPerSecond() < 1, found.toString());
    }

    @Test
    void whatTookTooLongToBeSureIsNotKept() {
        ClipPace.of(folder.resolve("pace.json"), n -> sleep(1200));
        assertFalse(Files.exists(folder.resolve("pace.json")));
    }

    @Test
    void aFarBetterBatchCorrectsWhatABusyMachineShowed() {
        ClipPace slow = new ClipPace(16, 10);
        assertEquals(new ClipPace(16, 160), slow.seen(16, 100_000_000));
        assertSame(slow, slow.seen(16, 1_500_000_000));
        assertSame(slow, slow.seen(3, 1_000_000));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"batch\":0,\"imagesPerSecond\":5}", "{\"batch\":4}",
        "{\"batch\":1000000,\"imagesPerSecond\":5}", "{\"batch\":8,\"imagesPerSecond\":-1}", "{\"batch\":\"x\"}"})
    void whatIsDamagedIsMeasuredAnew(String text) throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a").resolve("pace.json"), text);
        assertTrue(find().batch() >= 1);
        assertTrue(batches.size() > 0);
    }
}
