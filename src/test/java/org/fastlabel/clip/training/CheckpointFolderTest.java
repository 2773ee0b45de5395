package org.fastlabel.clip.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.fastlabel.clip.ClipTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

    private static final Path FULL = Path.of("src/test/resources/fixtures/clip-hf/tokenizer.json");

    @TempDir
    Path folder;

    @Test
    void aSmallerTokenizerKeepsTheRulesAndTheOrderOfTheMarks() {
        CheckpointFolder.writeTokenizer(FULL, 2048, folder);
        try (ClipTokenizer tokenizer = new ClipTokenizer(folder.resolve("tokenizer.json"), 32, 2048)) {
            long[] ids = tokenizer.encode("A Photo of\nspectacles 42 ☂");
            assertEquals(2046, ids[0]);
            assertEquals(2047, ids[ids.length - 1]);
            assertEquals(1, Arrays.stream(ids).filter(id -> id == 2047).count());
            assertTrue(Arrays.stream(ids).allMatch(id -> id >= 0 && id < 2048));
            assertEquals(tokenizer.encode("a photo of spectacles 42 ☂").length, ids.length);
        }
    }

    /** Rare words fall apart into the pieces of the first merges; frequent ones have the same id as in the full one. */
    @Test
    void frequentWordsKeepTheirIds() {
        CheckpointFolder.writeTokenizer(FULL, 2048, folder);
        try (ClipTokenizer small = new ClipTokenizer(folder.resolve("tokenizer.json"), 32, 2048);
                ClipTokenizer full = new ClipTokenizer(FULL, 77, 49408)) {
            long[] a = small.encode("the happy man");
            long[] b = full.encode("the happy man");
            assertEquals(b.length, a.length);
            for (int i = 1; i < a.length - 1; i++) {
                assertEquals(b[i], a[i]);
            }
        }
    }
}
