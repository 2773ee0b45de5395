package org.fastlabel.clip.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.fastlabel.clip.ClipConfig;
import org.fastlabel.clip.ClipTokenizer;
import org.fastlabel.clip.training.Subject.Kind;
import org.fastlabel.torch.Safetensors.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingProgramTest {

    private static final int VOCABULARY = 1024;
    private static final ClipConfig TINY = new ClipConfig(16,
            new ClipConfig.ResNet(64, 8, new int[] {1, 1, 1, 1}, 4),
            new ClipConfig.ClipText(VOCABULARY, 32, 16, 1, 2, 64, false, 1e-5),
            new ClipConfig.Preprocess(64, 64, 1 / 255f, new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.25f, 0.25f, 0.25f}));

    private static final TrainingSettings SETTINGS = new TrainingSettings(null, null, null, null, "cpu", "", 40, 40,
            new Mix(12, 12, 4, 4), new Mix(12, 12, 4, 4), 0.1, 0.01, 0.003, 0.05, 0.1, 0.5, 1, 40, 1);

    @TempDir
    Path folder;
    private Map<Kind, PictureSet> sets;

    @BeforeEach
    void draw() {
        CheckpointFolder.writeTokenizer(Path.of("src/test/resources/fixtures/clip-hf/tokenizer.json"), VOCABULARY, folder);
        PictureSet portraits = PictureSet.portraits(PictureSet.FIRST_TRAINING_PORTRAIT, 64).resized(64);
        PictureSet photos = new PictureSet(portraits.subjects().stream().map(s -> Subject.photo((int) (s.portrait().seed() & 7))).toList(),
                PictureSet.portraits(9_000, 64).resized(64).rasters());
        sets = Map.of(Kind.PHOTO, photos, Kind.PORTRAIT, portraits, Kind.DRAWING, Drawings.of(0, 16).resized(64),
                Kind.SOUND, SoundPictures.tones(0, 16).resized(64));
    }

    @Test
    void stepsLowerTheLossAndUpdateEveryWeight() {
        Map<String, Tensor> start = InitialWeights.of(TINY, 1);
        try (TrainingProgram program = new TrainingProgram(TINY, start, "cpu"); ClipTokenizer tokenizer = tokenizer()) {
            Batches batches = new Batches(sets, tokenizer, SETTINGS);
            float first = program.step(batches.batch(0), 1, SETTINGS).choosePhrase();
            float last = first;
            for (int i = 1; i < 30; i++) {
                last = program.step(batches.batch(i % 2), i + 1, SETTINGS).choosePhrase();
            }
            assertTrue(last < first * 0.95, first + " then " + last);
            Map<String, Tensor> end = program.state();
            start.forEach((name, t) -> assertTrue(!Arrays.equals(t.values(), end.get(name).values()), name));
        }
    }

    /** Same state, same batch, same result: the promise that a stopped training can go on. */
    @Test
    void goesOnFromASavedState() {
        try (ClipTokenizer tokenizer = tokenizer(); TrainingProgram one = new TrainingProgram(TINY, InitialWeights.of(TINY, 1), "cpu")) {
            Batches batches = new Batches(sets, tokenizer, SETTINGS);
            one.step(batches.batch(0), 1, SETTINGS);
            CheckpointFolder.writeTensors(folder.resolve("state.safetensors"), one.state());
            float expected = one.step(batches.batch(1), 2, SETTINGS).choosePhrase();
            try (TrainingProgram two = new TrainingProgram(TINY, CheckpointFolder.readTensors(folder.resolve("state.safetensors")), "cpu")) {
                Batches again = new Batches(sets, tokenizer, SETTINGS);
                assertEquals(expected, two.step(again.batch(1), 2, SETTINGS).choosePhrase(), 1e-3);
            }
        }
    }

    private ClipTokenizer tokenizer() {
        return new ClipTokenizer(folder.resolve("tokenizer.json"), 32, VOCABULARY);
    }
}
