package org.fastlabel.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.MediaSource.Original;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.Test;

class SampleSourceTest {

    @Test
    void theOriginalIsAPngOfTheSamePixels() throws IOException {
        try (SampleSource source = new SampleSource()) {
            String key = source.keys().get(4711);
            Raster raster = source.image(key);
            Original original = source.original(key);
            assertEquals("image/png", original.mediaType());
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(original.bytes()));
            for (int i = 0; i < 48 * 48; i++) {
                int rgb = (raster.rgb()[3 * i] & 255) << 16 | (raster.rgb()[3 * i + 1] & 255) << 8
                        | raster.rgb()[3 * i + 2] & 255;
                assertEquals(rgb, decoded.getRGB(i % 48, i / 48) & 0xFFFFFF);
            }
        }
    }

    @Test
    void aStrangeKeyIsUnreadable() {
        try (SampleSource source = new SampleSource()) {
            InvalidInput refusal = assertThrows(InvalidInput.class, () -> source.image("portrait-99999"));
            assertEquals("unreadable-item", refusal.code());
        }
    }
}
