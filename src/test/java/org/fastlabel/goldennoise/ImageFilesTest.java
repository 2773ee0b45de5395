package org.fastlabel.goldennoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.OwnHome;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilesTest extends OwnHome {

    private final ImageFiles files = new ImageFiles();

    @ParameterizedTest
    @CsvSource({"a red bicycle,0007-a-red-bicycle", "../../../etc/passwd,0007-etc-passwd", "CON,0007-con", "..,0007", "山水,0007", "C:\\Win\\x,0007-c-win-x",
        "a very long prompt about a bicycle that leans against a wall,0007-a-very-long-prompt-about-a-bicycle-that"})
    void aFolderIsNamedByNumberAndSafeWords(String prompt, String folder) {
        assertEquals("s/" + folder, ImageFiles.folder(new Prompt(1, "s", 7, prompt, Prompt.State.OPEN)));
    }

    @Test
    void aPictureComesBackAsItWas() {
        byte[] rgb = new byte[5 * 3 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 37);
        }
        Raster read = ImageReading.read(ImageFiles.png(new Raster(5, 3, rgb)), ImageReading.Limits.DEFAULT);
        assertEquals(5, read.width());
        assertArrayEquals(rgb, read.rgb());
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
        // A folder stands where the file should come: the last step of writing fails.
        Files.createDirectories(files.root().resolve("s/p/1.png/x"));
        CapacityExceeded e = assertThrows(CapacityExceeded.class, () -> files.write("s/p/1.png", new byte[10]));
        assertEquals("disk-full", e.code());
        assertFalse(e.getMessage().contains(home.toString()), e.getMessage());
        try (Stream<Path> left = Files.list(files.root().resolve("s/p"))) {
            assertEquals(List.of("1.png"), left.map(p -> p.getFileName().toString()).toList());
        }
    }

    @Test
    void aSessionsFolderGoesAsAWhole() {
        files.write("s/p/1.png", new byte[1]);
        files.write("t/p/1.png", new byte[1]);
        files.deleteSession("s");
        files.deleteSession("s");
        assertFalse(files.has("s/p/1.png"));
        assertTrue(files.has("t/p/1.png"));
    }

    private static Picture scored(Double score) {
        return new Picture(0, "b", 0, 0, false, "x", 0, false, score, null, null);
    }

    @Test
    void ranksBeginAtOneAndEqualScoresShareOne() {
        assertArrayEquals(new Integer[] {2, null, 1, 2}, Views.ranks(List.of(scored(1.0), scored(null), scored(3.0), scored(1.0)), Picture::clipScore));
        assertEquals(1, Views.z(30.0, new double[] {20, 25, 30}), 1e-12);
    }
}
