package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.Raster;
import org.fastlabel.torch.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models of real size with random weights give what open_clip gives for them, and need little of the Java heap: the weights of
 * ViT-L/14 alone have more bytes than half of it. Writes up to one gigabyte.
 */
@Tag("bench")
class FullSizeBench {

    private static final List<String> PICTURES = List.of("01_square_48x48", "03_photo_640x427", "06_stripes_127x64");
    private static final List<String> TEXTS = List.of("a photo of a cat", "", "two dogs run on a green meadow");

    @TempDir
    private Path folder;

    @Test
    void vitBase32() throws IOException {
        check("b32", RandomCheckpoint.vitB32("F32", 12, false).write(folder.resolve("b32"), 7), 512);
    }

    @Test
    void vitLarge14StoredInBfloat16() throws IOException {
        check("l14", RandomCheckpoint.vitL14("BF16").write(folder.resolve("l14"), 8), 768);
    }

    private static void check(String name, Path checkpoint, int dim) throws IOException {
        try (Safetensors expected = Safetensors.open(Path.of("src/test/resources/fixtures/fullsize/expected.safetensors"));
                ClipModel model = ClipModel.open(checkpoint, "cpu", "float32")) {
            assertEquals(dim, model.embedDim());
            List<Raster> pictures = PICTURES.stream()
                    .map(p -> ImageReading.read(Path.of("src/test/resources/fixtures/clip-hf/images", p + ".png"))).toList();
            compare(name + " pictures", expected.floats(name + ".images"), model.embedImages(pictures));
            compare(name + " texts", expected.floats(name + ".texts"), model.embedTexts(TEXTS));
        }
    }

    private static void compare(String what, float[] wanted, float[][] rows) {
        float[] got = ParityReference.flat(rows);
        double worst = 0;
        assertEquals(wanted.length, got.length);
        for (int i = 0; i < got.length; i++) {
            worst = Math.max(worst, Math.abs(wanted[i] - got[i]));
        }
        System.out.printf("full size %s: max difference %.2e%n", what, worst);
        assertTrue(worst <= 2e-5, what + " differ by " + worst);
    }
}
