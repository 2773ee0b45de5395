package org.fastlabel.goldennoise.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.torch.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresTest {

    @TempDir
    private Path folder;

    @Test
    void aClipScoreIsAHundredTimesTheCosineAndNeverNegative() {
        assertEquals(100, ClipScores.score(new float[] {0.6f, 0.8f}, new float[] {0.6f, 0.8f}), 1e-5);
        assertEquals(60, ClipScores.score(new float[] {1, 0}, new float[] {0.6f, 0.8f}), 1e-5);
        assertEquals(0, ClipScores.score(new float[] {1, 0}, new float[] {-0.6f, 0.8f}));
    }

    private Path file(Map<String, Safetensors.Tensor> tensors) throws IOException {
        Path file = folder.resolve("head.safetensors");
        Safetensors.write(file, tensors);
        return file;
    }

    @Test
    void aHeadIsARowAndAnOffset() throws IOException {
        AestheticHead head = AestheticHead.open(file(Map.of("linear.weight", new Safetensors.Tensor(new long[] {1, 3}, new float[] {1, 2, 3}, false),
                "linear.bias", new Safetensors.Tensor(new long[] {1}, new float[] {5}, false))));
        assertEquals(3, head.dim());
        assertArrayEquals(new double[] {6, 8}, head.of(new float[][] {{1, 0, 0}, {0, 0, 1}}), 1e-6);
        assertEquals(2, AestheticHead.open(file(Map.of("weight", new Safetensors.Tensor(new long[] {2}, new float[] {1, 2}, false)))).dim());
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        Path other = file(Map.of("other", new Safetensors.Tensor(new long[] {2}, new float[] {1, 2}, false)));
        assertEquals("bad-aesthetic-head", assertThrows(InvalidInput.class, () -> AestheticHead.open(other)).code());
        Path matrix = file(Map.of("weight", new Safetensors.Tensor(new long[] {2, 1}, new float[] {1, 2}, false)));
        assertEquals("bad-aesthetic-head", assertThrows(InvalidInput.class, () -> AestheticHead.open(matrix)).code());
    }
}
