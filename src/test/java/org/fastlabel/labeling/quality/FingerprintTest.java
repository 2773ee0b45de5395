package org.fastlabel.labeling.quality;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fastlabel.dataset.sample.SamplePortraits;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.PillowResize;
import org.fastlabel.media.image.Raster;
import org.fastlabel.media.image.Thumbnails;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static Raster plain(int width, int height, int light) {
        byte[] rgb = new byte[width * height * 3];
        java.util.Arrays.fill(rgb, (byte) light);
        return new Raster(width, height, rgb);
    }

    @Test
    void aScaledAndCompressedCopyIsTheSameAndAnotherPortraitIsNot() {
        int different = 0;
        for (int i = 0; i < 40; i++) {
            Raster picture = SamplePortraits.draw(i);
            Raster larger = PillowResize.resize(picture, 150, 150);
            Raster copy = ImageReading.read(Thumbnails.encode(larger, 90), ImageReading.Limits.DEFAULT);
            assertTrue(Fingerprint.of(picture).sameAs(Fingerprint.of(copy)), "portrait " + i);
            different += Fingerprint.of(picture).sameAs(Fingerprint.of(SamplePortraits.draw(i + 1))) ? 0 : 1;
        }
        assertTrue(different >= 39, different + " of 40");
    }

    @Test
    void plainPicturesCompareByTheirColourAndShape() {
        assertTrue(Fingerprint.of(plain(20, 20, 90)).sameAs(Fingerprint.of(plain(40, 40, 90))));
        assertFalse(Fingerprint.of(plain(20, 20, 90)).sameAs(Fingerprint.of(plain(20, 20, 120))));
        assertFalse(Fingerprint.of(plain(20, 20, 90)).sameAs(Fingerprint.of(plain(40, 20, 90))));
    }

    @Test
    void aShapeInAnotherLightIsAnotherPicture() {
        Raster portrait = SamplePortraits.draw(3);
        byte[] darker = portrait.rgb().clone();
        for (int i = 0; i < darker.length; i++) {
            darker[i] = (byte) ((darker[i] & 0xff) * 2 / 3);
        }
        assertFalse(Fingerprint.of(portrait).sameAs(Fingerprint.of(new Raster(portrait.width(), portrait.height(), darker))));
    }

    @Test
    void textsCompareByTheirWords() {
        Fingerprint text = Fingerprint.of("Win a FREE phone now, call 0800 123!");
        assertTrue(text.sameAs(Fingerprint.of("win a free phone now: call 0800-123")));
        assertFalse(text.sameAs(Fingerprint.of("Are you free now? Call me on the phone")));
        assertFalse(text.sameAs(Fingerprint.of(plain(4, 4, 0))));
    }
}
